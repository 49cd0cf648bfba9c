"""Texts of the field in three languages: which terms they give, and that each stands exactly where it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.language.lexicon import Lexicon
from matchmaking.language.stemming import stem
from matchmaking.language.terms import analyse, language_of, read
from tests.engine.samples import demonstration, lexicon_rows, sample_lexicon

FRENCH = (
    "Aujourd'hui on soude à la main : six cartes électroniques par jour. Nous cherchons un atelier d'assemblage, "
    "l'e-santé nous attend ; 500 kWc, 45 000 FCFA, passerelle de paiements CIB, 4G, API en C++ et Node.js."
)
ARABIC = "نبحث عن شركات ناشئة في مالي للدفع الإلكتروني وسلسلة التبريد، بخدمة API وبسعر 185 ألف دينار."
ENGLISH = "Our checkout is used by farmers; we need drip irrigation and the supply chain that's cold. KYC, B2B, C#."


def keys(text: str, **options: str) -> list[str]:
    return [term.key for term in analyse(text, lexicon=sample_lexicon(), **options)]  # type: ignore[arg-type]


def said(text: str, key: str) -> list[str]:
    """What the author wrote where the text says a key."""
    return [text[term.start : term.end] for term in analyse(text, lexicon=sample_lexicon()) if term.key == key]


@pytest.mark.parametrize(
    ("text", "key", "passage"),
    [
        (FRENCH, "concept:electronic-card", ["cartes électroniques"]),
        (FRENCH, "concept:online-payment", ["passerelle de paiements"]),
        (FRENCH, "unit:kilowatt", ["500 kWc"]),
        (FRENCH, "esant", ["e-santé"]),
        (FRENCH, "4g", ["4G"]),
        (FRENCH, "c++", ["C++"]),
        (FRENCH, "node.js", ["Node.js"]),
        (FRENCH, "cib", ["CIB"]),
        (ARABIC, "concept:startup", ["شركات ناشئة"]),
        (ARABIC, "concept:online-payment", ["للدفع الإلكتروني"]),
        (ARABIC, "concept:cold-chain", ["وسلسلة التبريد"]),
        (ARABIC, "api", ["API"]),
        (ENGLISH, "concept:online-payment", ["checkout"]),
        (ENGLISH, "concept:drip-irrigation", ["drip irrigation"]),
        (ENGLISH, "c#", ["C#"]),
        (ENGLISH, "kyc", ["KYC"]),
    ],
)
def test_a_text_of_the_field_names_its_terms_in_their_places(text: str, key: str, passage: list[str]) -> None:
    assert said(text, key) == passage


def test_function_words_numbers_and_money_are_no_terms() -> None:
    assert not {"a", "la", "on", "six", "45", "000", "fcfa", "the", "our", "is", "عن", "في"} & {
        *keys(FRENCH),
        *keys(ENGLISH),
        *keys(ARABIC),
    }


def test_an_inner_phrase_yields_to_the_longest() -> None:
    assert "concept:payment" not in keys("une passerelle de paiement")
    assert "concept:irrigation" not in keys("irrigation goutte à goutte".replace("irrigation ", ""))


def test_a_phrase_never_crosses_a_clause() -> None:
    assert "concept:cold-chain" not in keys("Nous avons une chaîne. Froid et gel restent un problème.")


def test_english_compounds_may_be_turned_around() -> None:
    assert "concept:drip-irrigation" in keys("we sell irrigation for drip lines, irrigation of drip type")


@pytest.mark.parametrize(
    "pair",
    [
        ("développement", "developpement"),
        ("développement", "developement"),
        ("sécurité", "securite"),
        ("première", "premiere"),
        ("équipées", "equipees"),
        ("réseaux", "réseau"),
    ],
)
def test_accents_doubles_and_number_do_not_part_french_words(pair: tuple[str, str]) -> None:
    assert stem(pair[0], "fr") == stem(pair[1], "fr")


@pytest.mark.parametrize(
    "forms",
    [
        ("فلاح", "الفلاحين", "والفلاحون", "للفلاح"),
        ("شركة", "شركات", "الشركات", "لشركتنا"),
        ("وزارة", "الوزارة", "ووزارتنا", "بالوزارة"),
        ("بيانات", "البيانات", "وبياناتها", "للبيانات"),
        ("تمويل", "التمويل", "لتمويل", "بالتمويل"),
    ],
)
def test_arabic_particles_article_and_endings_fall(forms: tuple[str, ...]) -> None:
    assert len({stem(form, "ar") for form in forms}) == 1


def test_arabic_spellings_agree() -> None:
    assert keys("الدفع الالكترونى") == keys("الدَّفع الإلكتروني")


@pytest.mark.parametrize(
    ("text", "language"), [(FRENCH, "fr"), (ARABIC, "ar"), (ENGLISH, "en"), ("... 12", "fr"), ("", None)]
)
def test_a_text_tells_its_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_mixed_text_is_read_sentence_by_sentence() -> None:
    text = "Nous sommes à Bamako et nous vendons du coton. We are also in Algiers and the team is growing."
    languages = {text[term.start : term.end]: term.language for term in analyse(text, lexicon=sample_lexicon())}

    assert languages["vendons"] == "fr"
    assert languages["team"] == "en"


def test_capitals_make_an_acronym_but_not_a_shouting_text() -> None:
    assert "it" in keys("We sell IT equipment and it works")
    assert "it" not in keys("WE SELL EQUIPMENT AND IT WORKS")


_letters = st.text(alphabet="abcéà ' -.,1٢ةالدفعمن\n\u0301\u064eC+#_€", max_size=60)


@settings(max_examples=200, deadline=None)
@given(_letters)
def test_every_term_stands_inside_its_text(text: str) -> None:
    for term in analyse(text, lexicon=sample_lexicon()):
        assert 0 <= term.start < term.end <= len(text)
        assert text[term.start : term.end].strip() == text[term.start : term.end]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from((FRENCH, ARABIC, ENGLISH)))
def test_composed_and_decomposed_letters_give_the_same_terms(text: str) -> None:
    assert keys(unicodedata.normalize("NFD", text)) == keys(text)


def test_without_a_lexicon_words_remain() -> None:
    terms = analyse("paiement en ligne", lexicon=Lexicon.empty())

    assert [term.key for term in terms] == ["pai", "lign"]


def test_the_sample_lexicon_names_concepts_in_the_readers_language() -> None:
    lexicon = sample_lexicon()

    assert lexicon.label("concept:cold-chain", "ar") == "سلسلة التبريد"
    assert lexicon.parent_key("concept:drip-irrigation") == "concept:irrigation"
    assert len(lexicon.concepts) == len(lexicon_rows())


_SCRAPS = st.sampled_from(
    [
        "20",
        "t",
        "ha",
        "l",
        "hectares",
        "2,5",
        "de",
        "en",
        "for",
        "à",
        "Paiement",
        "ligne",
        "checkout",
        "cartes",
        "électronique",
        "board",
        "goutte",
        "du",
        "cold",
        "chain",
        "سلسلة",
        "التبريد",
        "ري",
        "C++",
        "AI",
        "start",
        "ups",
        "coton",
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(_SCRAPS, st.sampled_from((" ", "-", "'", ", ", ". ", "\n", ""))), max_size=25))
def test_the_keys_of_a_run_are_those_of_the_terms_with_places(scraps: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in scraps)
    reading = read(text, lexicon=sample_lexicon())

    assert sorted(reading.keys) == sorted(term.key for term in reading.terms())


def test_each_key_of_the_demonstration_has_its_place() -> None:
    for profile in demonstration():
        for text in (profile.summary, *(one.text for one in profile.opportunities)):
            reading = read(text)
            assert sorted(reading.keys) == sorted(term.key for term in reading.terms())
