"""What the people of the simulated year write: French, as its organizers do. Nobody in it is real."""

from __future__ import annotations

from matchmaking.followup.lifecycle import Horizon
from matchmaking.profiles.vocabulary import Country

WISHES = (
    "Leur offre répond exactement à ce que nous cherchons depuis un an ; une heure suffirait pour savoir.",
    "Nous répondons ensemble à un appel d’offres avant la fin du trimestre et il nous manque ce savoir-faire.",
    "Un de nos clients nous a parlé d’eux. Nous aimerions comparer nos façons de faire.",
    "Nous voulons essayer notre produit sur l’autre rive et cherchons quelqu’un qui connaît le terrain.",
)
REFUSALS = (
    "Cette organisation a déjà cinq mises en relation en cours. Redemandez-nous dans un mois.",
    "Elle cherche en ce moment un partenaire d’un autre secteur ; nous vous proposons une autre piste.",
)
TAGS = ("priorité", "santé", "agriculture", "paiement", "à suivre", "ambassade", "diaspora")
NOTES = (
    "Préfère être appelée après 16 h.",
    "Le dirigeant sera à Bamako la semaine de la table ronde : proposer un rendez-vous sur place.",
    "Parle surtout arabe : prévoir une interprète.",
    "A demandé à ne pas être présentée à plus de deux investisseurs.",
)
MEETING_REFUSED = "Nous ne pourrons pas être disponibles à cette heure."
WALK_INS = (  # what is said at the door
    {
        "name": "Atelier Kolanko (fictif)",
        "country": "ML",
        "kind": "startup",
        "contact_name": "Djeneba Sacko",
        "contact_phone": "+22300009101",
        "seeks": [{"title": "Hébergement d’une application de suivi des stocks"}],
        "offers": [{"title": "Atelier de montage de capteurs à Ségou"}],
    },
    {
        "name": "Dar El Mizan (fictive)",
        "country": "DZ",
        "kind": "company",
        "contact_name": "Farid Amrane",
        "contact_phone": "+21300009102",
        "seeks": [{"title": "Distributeur au Mali pour des balances connectées"}],
        "offers": [{"title": "Balances et capteurs de pesage, avec leur entretien"}],
    },
)
RECOMMENDATIONS = (  # axis, title, text, proposed by
    (
        "01",
        "Reconnaître le label Startup de l’autre rive",
        "Qu’une startup labellisée dans un pays accède dans l’autre aux mêmes guichets, sur simple présentation.",
        "Atelier institutionnel",
    ),
    (
        "01",
        "Un interlocuteur nommé dans chaque administration",
        "Une personne et une adresse par pays pour les questions de douane, de données et de paiement.",
        "Panel « Coopération institutionnelle »",
    ),
    (
        "02",
        "Un circuit de paiement transfrontalier à l’essai",
        "Dix entreprises, six mois, un plafond connu : mesurer le coût et le délai réels d’un paiement.",
        "Groupe des entreprises",
    ),
    (
        "02",
        "Co-investir à parts égales dans trois startups",
        "Un tour commun d’investisseurs des deux rives, avec une seule instruction du dossier.",
        "Groupe des investisseurs",
    ),
    (
        "02",
        "Terrains d’essai ouverts aux startups de l’autre pays",
        "Une parcelle, un hôpital, une commune par pays, avec une convention type d’une page.",
        "Atelier startups",
    ),
    (
        "03",
        "Échanger des formateurs entre incubateurs",
        "Deux semaines par an dans chaque sens, en français et en arabe.",
        "Structures d’accompagnement",
    ),
)
OBJECTIVES = (  # recommendation it rests on, title, institution, horizon, months until due
    (2, "Payer un fournisseur de l’autre rive en moins de cinq jours", "Comité des paiements (fictif)", Horizon.MID, 9),
    (0, "Un label reconnu des deux côtés", "Direction du numérique (fictive)", Horizon.LONG, 18),
    (4, "Six terrains d’essai ouverts", "Réseau des terrains d’essai (fictif)", Horizon.SHORT, 5),
    (3, "Trois startups financées par les deux rives", "Cercle d’investisseurs (fictif)", Horizon.LONG, 14),
)
TASKS = (  # objective, title, indicator, country, days until due, owner, institution
    (
        0,
        "Choisir les dix entreprises de l’essai",
        "Liste signée",
        Country.MALI,
        45,
        "Aïssata Sidibé",
        "Direction du numérique",
    ),
    (0, "Ouvrir le compte de l’essai", "Compte ouvert", Country.ALGERIA, 75, "Hocine Belaïd", "Bureau de coopération"),
    (
        0,
        "Mesurer coût et délai pendant six mois",
        "Tableau mensuel",
        Country.MALI,
        260,
        "Salimata Koné",
        "École du fleuve",
    ),
    (
        1,
        "Comparer les deux labels critère par critère",
        "Note de quatre pages",
        Country.ALGERIA,
        60,
        "Meriem Saadi",
        "Institut de la côte",
    ),
    (
        1,
        "Proposer une attestation commune",
        "Modèle adopté",
        Country.MALI,
        200,
        "Aïssata Sidibé",
        "Direction du numérique",
    ),
    (
        2,
        "Rédiger la convention type d’une page",
        "Convention publiée",
        Country.MALI,
        40,
        "Bakary Camara",
        "Équipe d’accueil",
    ),
    (
        2,
        "Trouver trois terrains au Mali",
        "Trois conventions",
        Country.MALI,
        120,
        "Fanta Sy",
        "Réseau des terrains d’essai",
    ),
    (
        2,
        "Trouver trois terrains en Algérie",
        "Trois conventions",
        Country.ALGERIA,
        120,
        "Meriem Saadi",
        "Institut de la côte",
    ),
    (
        3,
        "Écrire la grille commune d’instruction",
        "Grille adoptée",
        Country.ALGERIA,
        90,
        "Hocine Belaïd",
        "Cercle d’investisseurs",
    ),
    (
        3,
        "Présenter huit startups au tour commun",
        "Huit dossiers",
        Country.MALI,
        250,
        "Fanta Sy",
        "Cercle d’investisseurs",
    ),
)
COMMITTEE = "Aïssata Sidibé\nHocine Belaïd\nSalimata Koné\nMeriem Saadi"
MINUTES = (
    "Le comité a relu la feuille de route. Les terrains d’essai avancent ; les paiements attendent une réponse.",
    "Deux actions sont en retard et ont un nouveau responsable. Le tour commun d’investisseurs est confirmé.",
)
DECISIONS = (
    ("Écrire aux deux banques pour fixer une date", "Inviter les incubateurs à la prochaine séance"),
    ("Publier la liste des terrains d’essai", "Préparer la deuxième table ronde avec les besoins sans réponse"),
)
EVIDENCE = ("Contrat signé, copie au dossier", "Mémorandum lu en séance", "Bon de commande vu", "Relevé du virement vu")
COMMENTS = ("Première réunion tenue.", "En attente d’une signature.", "Avance comme prévu.", "Il manque une personne.")
