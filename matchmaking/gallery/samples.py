"""Invented pairs, points and steps for the style page: a full pair, a short one, a weak one, a very long one. They have
the shape that `templates/components/README.md` describes and nothing of a real profile."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def marked(text: str) -> list[Part]:
    """« Échographes et [1:ECG] » as the passages of a pair hold it: plain parts and numbered shared words."""
    parts: list[Part] = []
    for piece in text.replace("[", "\0[").replace("]", "]\0").split("\0"):
        if piece.startswith("["):
            number, word = piece[1:-1].split(":", 1)
            parts.append({"text": word, "number": int(number)})
        elif piece:
            parts.append({"text": piece, "number": None})
    return parts


def passage(side: str, kind: str, lang: str, title: str, text: str = "", ideas: tuple[str, ...] = ()) -> Part:
    """A need or an offer, its shared words marked."""
    return {
        "side": side,
        "kind_label": kind,
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "title": marked(title),
        "text": marked(text),
        "aid": {"ideas": ideas, "translation": None, "by_author": False} if ideas else {},
        "gist": None,
    }


def words(*pairs: tuple[int, str, str], dz_lang: str = "fr") -> list[Part]:
    """Shared words by number: the Malian and the Algerian one."""
    return [{"number": n, "ml": ml, "dz": dz, "ml_lang": "fr", "dz_lang": dz_lang} for n, ml, dz in pairs]


def line(direction: str, weight: str, ml: Part, dz: Part, shared: list[Part]) -> Part:
    """One piece of evidence."""
    label = "Besoin malien, offre algérienne" if direction == "ml_need" else "Offre malienne, besoin algérien"
    return {
        "label": label,
        "weight_words": weight,
        "direction": direction,
        "ml": ml,
        "dz": dz,
        "words": shared,
        "ideas": (),
    }


def side(country: str, place: str, name: str, facts: str, summary: str, lang: str = "fr", **more: Any) -> Part:
    """The head of one shore."""
    return {
        "country": country,
        "place": place,
        "name": name,
        "name_ar": None,
        "facts": facts,
        "summary": summary,
        "summary_rest": "",
        "summary_lang": lang,
        "url": "#",
        "tags": [],
        "aid": {},
        "gist": None,
    } | more


def strength(said: str, ml: int, dz: int) -> Part:
    """The words of a strength with its two halves of five blocks."""
    return {
        "words": said,
        "ml_blocks": ml,
        "dz_blocks": dz,
        "ml_legend": "Besoin malien",
        "dz_legend": "Besoin algérien",
        "sentence": f"{said} : besoin malien couvert {ml} sur 5, besoin algérien {dz} sur 5",
    }


PAIR: Part = {
    "title_ml": "KeneyaLink",
    "title_dz": "NabdCare",
    "rank_sentence": "Première de la liste de NabdCare, deuxième de celle de KeneyaLink",
    "first_question": "Les vingt appareils prêtés pour six mois peuvent-ils équiper les 17 CSCom ?",
    "strength": strength("Forte des deux côtés", 5, 4),
    "ml": side(
        "ML",
        "Kayes",
        "KeneyaLink",
        "Startup en amorçage, depuis 2019. Cherche 150 000 €.",
        "Dans la région de Kayes un CSCom peut être à six heures de piste d’un spécialiste. KeneyaLink y installe une "
        "valise de téléconsultation et une file d’attente de médecins à distance.",
        summary_rest="Dix-sept centres sont raccordés, dont neuf payés par des ressortissants en France.",
        tags=[
            ("pin", "Sur place", None),
            ("globe", "Français, bambara", None),
            ("both", "Jamais présentée", "wait"),
        ],
    ),
    "dz": side(
        "DZ",
        "Oran",
        "NabdCare",
        "Startup en amorçage, depuis 2021. Cherche 300 000 €.",
        "نبض كير تصمم وتصنع في وهران جهازا صغيرا لتخطيط القلب بست قنوات مع تطبيق للمتابعة عن بعد لمرضى القلب والضغط.",
        "ar",
        name_ar="نبض كير",
        tags=[("video", "À distance", None), ("globe", "Arabe, français, anglais", None)],
    ),
    "evidence": [
        line(
            "ml_need",
            "Pèse le plus",
            passage(
                "need",
                "Équipement",
                "fr",
                "Échographes de poche et [1:ECG]",
                "Matériel [2:portable], robuste, [3:garantie] locale ou [4:atelier de réparation] pas trop loin. "
                "Dix unités pour commencer, paiement échelonné apprécié.",
            ),
            passage(
                "offer",
                "Équipement",
                "ar",
                "جهاز [1:تخطيط قلب] [2:محمول]",
                "وزنه 140 غراما، يتصل بالهاتف ويخزن القياسات عند غياب الشبكة. "
                "[3:الضمان] سنتان و[4:ورشة الإصلاح] في وهران.",
                ("cardiologie", "portable", "garantie"),
            ),
            words(
                (1, "ECG", "تخطيط قلب"),
                (2, "portable", "محمول"),
                (3, "garantie", "الضمان"),
                (4, "atelier de réparation", "ورشة الإصلاح"),
                dz_lang="ar",
            ),
        ),
        line(
            "dz_need",
            "Pèse beaucoup",
            passage(
                "offer",
                "Données, essais",
                "fr",
                "Cohorte pour [5:évaluer] un outil clinique",
                "17 CSCom volontaires, un médecin référent.",
            ),
            passage(
                "need",
                "Données, essais",
                "ar",
                "مراكز صحية ريفية [5:للتجربة]",
                "نريد تجربة الجهاز بعيدا عن أطباء القلب.",
            ),
            words((5, "évaluer", "للتجربة"), dz_lang="ar"),
        ),
    ],
    "agreements": [
        {"head": "Même métier :", "text": "santé numérique loin des spécialistes"},
        {"head": "Langue commune :", "text": "français"},
    ],
    "missing": [{"head": "Reste sans réponse :", "text": "homologation au Mali"}],
}
WEAK: Part = PAIR | {
    "title_ml": "Ba ni Den",
    "title_dz": "TirDZ",
    "rank_sentence": None,
    "first_question": None,
    "strength": strength("À vérifier", 2, 1),
    "ml": side("ML", "Koulikoro", "Ba ni Den", "Association", "Des mères suivies par téléphone."),
    "dz": side("DZ", "Annaba", "TirDZ", "Entreprise, depuis 2014", "Des camions suivis par satellite."),
    "evidence": [
        line(
            "ml_need",
            "Pèse peu",
            passage("need", "Logiciel", "fr", "Rappels vocaux [6:par téléphone]"),
            passage("offer", "Logiciel", "fr", "Alertes [6:SMS] aux chauffeurs"),
            words((6, "par téléphone", "SMS")),
        )
    ],
    "agreements": [],
}
LONG: Part = PAIR | {
    "title_ml": "Union des Coopératives Maraîchères et Rizicoles de la Zone Office du Niger",
    "title_dz": "Électronique et Automatisation Industrielle des Hauts Plateaux",
    "ml": PAIR["ml"] | {"name": "Union des Coopératives Maraîchères et Rizicoles de la Zone Office du Niger"},
    "dz": PAIR["dz"]
    | {"name": "Électronique et Automatisation Industrielle des Hauts Plateaux", "place": "Bordj Bou Arréridj"},
}
STRENGTHS = (
    strength("Forte des deux côtés", 5, 4),
    strength("Forte côté malien", 5, 1),
    strength("Bonne côté algérien", 1, 4),
    strength("À vérifier", 2, 1),
)
TICKETS: list[Part] = [
    {"country": "DZ", "low": 33.6, "high": 66.4, "ask": ask, "words": said, "sentence": f"Cherche {sought} €. {said}"}
    for ask, sought, said in (
        (45.0, "43 000", "Tout le tour tient dans votre ticket"),
        (85.0, "300 000", "Au plus 40 % du tour : il faudra co-investir"),
        (5.0, "8 000", "Moins que votre plus petit ticket"),
    )
]
STEPS: list[Part] = [
    {"label": "Organisation", "url": "#", "state": "done"},
    {"label": "Activité", "url": "#", "state": "done"},
    {"label": "Offres et besoins", "url": "#", "state": "now"},
    {"label": "Relecture", "url": None, "state": "todo"},
]
POINTS: list[Part] = [
    {"label": "Qui vous êtes", "done": True},
    {"label": "Deux offres", "done": True},
    {"label": "Une quantité par besoin", "done": False, "why": "Permet de voir si l’offre suffit.", "url": "#"},
]

TRANSLATED = {
    "ideas": ("cardiologie", "Bluetooth", "dossier médical"),
    "translation": {
        "title": "Électrocardiographe de poche",
        "text": "140 grammes, relié au téléphone, garanti deux ans.",
        "lang": "fr",
        "dir": "ltr",
    },
    "by_author": False,
}
FOREIGN = {"text": "جهاز تخطيط قلب محمول", "lang": "ar", "dir": "rtl"}
GIST = {"text": "Nous équipons les hôpitaux en cardiologie connectée.", "lang": "fr", "dir": "ltr"}
