"""Paragraphs as people of the field type them, on phones too: the ideas and names they hold, in their exact places."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from matchmaking.language.lexicon import product_lexicon
from matchmaking.language.terms import Term, analyse

FRENCH_WITHOUT_ACCENTS = (
    "Bonjour, nous sommes une start up basee a Bamako (ACI 2000). On fait du e commerce pour les producteurs agro "
    "alimentaire : application mobile, paiement par Orange Money et livraison moto. Nous cherchons un hebergeur, un "
    "developpeur Node.js et un investiseur pour le developement de notre plateforme."
)
FRENCH_HEALTH = (
    "Centre de sante a Kayes : dossiers patients, téleconsultation, maintenace des equipements medicaux et chaine du "
    "froid (2 500 vaccins, 15 m3). L’hôpital veut de l’e-santé hors connexion, par SMS et en 2G, jusqu’à 1,5 MW de "
    "solaire ; sous-traitance, soustraitance ou sous traitance, on est ouverts. S.A.V. et I.A. appréciés."
)
FRENCH_FARM = (
    "Coopérative de karité : 300 t/an, 2,5 tonnes par jour, transformation et emballage. En 2020 l'usine a brûlé. "
    "Besoin d'un acheteur à l'export et d'un financement de 25 000 000 FCFA pour 120 hectares d'agro-alimentaire."
)
ARABIC_ALGERIAN = (
    "شركه ناشئه في وهران، نطور تطبيق موبايل بـ Node.js و React Native للدفع الالكتروني بـ CIB و Edahabia. "
    "عندنا 12 مهندس ونبحثو على موزع في باماكو، وبالشراكة مع بنك أو ببنك محلي. حنا نخدمو بـ API و IoT."
)
ARABIC_WITH_MARKS = (
    "نُقدّمُ خدماتِ الاستضافةِ السحابيّةِ ومركزَ بياناتٍ محلّيّاً، ونرافق المؤسسات الصغيره والمتوسطه في الرقمنه. "
    "القدره ٢٥٠ كيلوواط والمساحة ٢٠ هكتار، ولشركتنا فرع في كل مستشفي. الـتـسـويـق والفلاحين "
    "والري بالتقطير لنقل التمور."
)
ENGLISH = (
    "We are a seed-stage company in Algiers. Our API handles KYC, 4G routers and IoT sensors (LoRaWAN), written in C++ "
    "and C#; we need a distributor in Bamako, cold-chain partners and 2.5 MW of solar panels for 1,200 ha of "
    "agri-food land. SaaS, B2B, managment training for start-ups."
)
MIXED = (
    "Nous proposons la formation aux développeurs و نبحث عن شركات ناشئة في مجال الذكاء الاصطناعي pour un partenariat "
    "B2B, un site e-commerce."
)
CONCEPTS = [
    (FRENCH_WITHOUT_ACCENTS, "startup", "start up"),
    (FRENCH_WITHOUT_ACCENTS, "ecommerce", "e commerce"),
    (FRENCH_WITHOUT_ACCENTS, "food_processing", "agro alimentaire"),
    (FRENCH_WITHOUT_ACCENTS, "mobile_app", "application mobile"),
    (FRENCH_WITHOUT_ACCENTS, "hosting", "hebergeur"),
    (FRENCH_WITHOUT_ACCENTS, "investor", "investiseur"),
    (FRENCH_HEALTH, "telemedicine", "téleconsultation"),
    (FRENCH_HEALTH, "maintenance", "maintenace"),
    (FRENCH_HEALTH, "cold_chain", "chaine du froid"),
    (FRENCH_HEALTH, "hospital", "hôpital"),
    (FRENCH_HEALTH, "ehealth", "e-santé"),
    (FRENCH_HEALTH, "subcontracting", "soustraitance"),
    (FRENCH_HEALTH, "artificial_intelligence", "I.A."),
    (FRENCH_FARM, "shea", "karité"),
    (FRENCH_FARM, "food_processing", "agro-alimentaire"),
    (FRENCH_FARM, "financing", "financement"),
    (ARABIC_ALGERIAN, "startup", "شركه ناشئه"),
    (ARABIC_ALGERIAN, "mobile_app", "تطبيق موبايل"),
    (ARABIC_ALGERIAN, "online_payment", "للدفع الالكتروني"),
    (ARABIC_ALGERIAN, "bank", "ببنك"),
    (ARABIC_ALGERIAN, "iot", "IoT"),
    (ARABIC_WITH_MARKS, "hosting", "الاستضافةِ"),
    (ARABIC_WITH_MARKS, "data_center", "ومركزَ بياناتٍ"),
    (ARABIC_WITH_MARKS, "sme", "المؤسسات الصغيره والمتوسطه"),
    (ARABIC_WITH_MARKS, "hospital", "مستشفي"),
    (ARABIC_WITH_MARKS, "company", "ولشركتنا"),
    (ARABIC_WITH_MARKS, "marketing", "الـتـسـويـق"),
    (ARABIC_WITH_MARKS, "agriculture", "والفلاحين"),
    (ARABIC_WITH_MARKS, "drip_irrigation", "والري بالتقطير"),
    (ARABIC_WITH_MARKS, "transport", "لنقل"),
    (ENGLISH, "kyc", "KYC"),
    (ENGLISH, "lorawan", "LoRaWAN"),
    (ENGLISH, "cold_chain", "cold-chain"),
    (ENGLISH, "food_processing", "agri-food"),
    (ENGLISH, "startup", "start-ups"),
    (MIXED, "startup", "شركات ناشئة"),
    (MIXED, "artificial_intelligence", "الذكاء الاصطناعي"),
    (MIXED, "ecommerce", "e-commerce"),
    (MIXED, "b2b", "B2B"),
]
NAMES = [
    (FRENCH_WITHOUT_ACCENTS, "node.js", "Node.js"),
    (FRENCH_HEALTH, "2g", "2G"),
    (FRENCH_HEALTH, "sav", "S.A.V."),
    (ARABIC_ALGERIAN, "cib", "CIB"),
    (ARABIC_ALGERIAN, "api", "API"),
    (ENGLISH, "4g", "4G"),
    (ENGLISH, "c++", "C++"),
    (ENGLISH, "c#", "C#"),
    (ENGLISH, "saas", "SaaS"),
]
MEASURES = [
    (FRENCH_HEALTH, "unit:cubic_metre", ["15 m3"]),
    (FRENCH_HEALTH, "unit:kilowatt", ["1,5 MW"]),
    (FRENCH_FARM, "unit:tonne", ["300 t", "2,5 tonnes"]),
    (FRENCH_FARM, "unit:hectare", ["120 hectares"]),
    (FRENCH_FARM, "unit:litre", []),  # « 2020 l'usine »
    (ARABIC_WITH_MARKS, "unit:kilowatt", ["٢٥٠ كيلوواط"]),
    (ARABIC_WITH_MARKS, "unit:hectare", ["٢٠ هكتار"]),
    (ENGLISH, "unit:kilowatt", ["2.5 MW"]),
    (ENGLISH, "unit:hectare", ["1,200 ha"]),
]
TEXTS = [FRENCH_WITHOUT_ACCENTS, FRENCH_HEALTH, FRENCH_FARM, ARABIC_ALGERIAN, ARABIC_WITH_MARKS, ENGLISH, MIXED]


def said(text: str, key: str) -> list[str]:
    return [text[term.start : term.end] for term in analyse(text) if term.key == key]


def ideas(text: str) -> list[Term]:
    return [term for term in analyse(text) if term.key.startswith("concept:")]


def names(term: Term, text: str, concept: str, passage: str) -> bool:
    """Whether a term says an idea with these words, or something more special: an idea beneath, a longer phrase."""
    key, words = f"concept:{concept}", text[term.start : term.end]
    same = term.key == key or key in product_lexicon().ancestors(term.key)
    return (same and words == passage) or (passage in words and len(words.split()) > len(passage.split()))


@pytest.mark.parametrize(("text", "concept", "passage"), CONCEPTS)
def test_a_paragraph_names_its_ideas_where_they_stand(text: str, concept: str, passage: str) -> None:
    assert any(names(term, text, concept, passage) for term in ideas(text)), [
        (term.key, text[term.start : term.end]) for term in ideas(text)
    ]


@pytest.mark.parametrize(("text", "key", "name"), NAMES)
def test_acronyms_and_product_names_stay_whole(text: str, key: str, name: str) -> None:
    assert said(text, key) == [name]


@pytest.mark.parametrize(("text", "unit", "measures"), MEASURES)
def test_numbers_stand_with_their_units(text: str, unit: str, measures: list[str]) -> None:
    assert said(text, unit) == measures


@pytest.mark.parametrize("text", TEXTS)
def test_a_measure_is_no_idea_and_ideas_never_overlap(text: str) -> None:
    measured = [(term.start, term.end) for term in analyse(text) if term.key.startswith("unit:")]
    places = [(term.start, term.end) for term in ideas(text)] + measured
    taken = sorted(places)

    assert all(one[1] <= other[0] for one, other in pairwise(taken))


@pytest.mark.parametrize("text", TEXTS)
def test_terms_begin_and_end_with_words(text: str) -> None:
    for term in analyse(text):
        assert not re.search(r"\w", text[term.start - 1 : term.start] if term.start else "")
        assert not re.match(r"\w", text[term.end : term.end + 1])


@pytest.mark.parametrize(
    "spellings",
    [
        ("une start up agro alimentaire", "une startup agroalimentaire", "une start-up agro-alimentaire"),
        ("du e commerce", "du e-commerce", "du ecommerce", "du E-Commerce"),
        ("notre télémédecine", "notre tele medecine", "notre tele-medecine", "notre télé-médecine"),
        ("la cybersécurité", "la cyber securite", "la cyber-sécurité"),
        ("شركة ناشئة للصحة الإلكترونية", "شركه ناشئه للصحه الالكترونيه", "شـركة ناشئة للصّحة الالكترونية"),
        ("مستشفى الأمومة", "مستشفي الامومه"),
        ("the agri-food trade", "the agrifood trade", "the agri food trade"),
        ("نريد شريك ومستثمر", "نريد شريكا ومستثمرا", "نريد شريكاً ومستثمراً"),
        ("500 kWc", "500 KWC", "500kWc"),
    ],
)
def test_the_same_thing_typed_in_several_ways_is_the_same_idea(spellings: tuple[str, ...]) -> None:
    found = [{term.key for term in analyse(text) if ":" in term.key} for text in spellings]

    assert found[0]
    assert all(one == found[0] for one in found), found


def test_a_sentence_of_two_languages_is_read_word_by_word() -> None:
    text = "Nous vendons des pompes dans le pays and we are looking for a partner with the best prices."
    languages = {text[term.start : term.end]: term.language for term in analyse(text)}

    assert (languages["vendons"], languages["pompes"]) == ("fr", "fr")
    assert (languages["partner"], languages["prices"]) == ("en", "en")
    assert {term.language for term in analyse(MIXED)} == {"fr", "ar"}
