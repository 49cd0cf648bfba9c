"""Misspelt words are read as what was meant; words that only look like one are left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from matchmaking.language.lexicon import product_lexicon
from matchmaking.language.spelling import Spellings
from matchmaking.language.terms import analyse
from matchmaking.language.vocabulary import TABLES, Vocabulary, light_form, read_phrase

ORDINARY = Path(__file__).with_name("ordinary_words.txt")
FRENCH_SLIPS = """
    acceuil>accueil developement>développement développment>développement developpemment>développement
    formaton>formation maintenace>maintenance maintenence>maintenance entrepeneur>entrepreneur
    entreprenneur>entrepreneur investiseur>investisseur investisement>investissement financment>financement
    finacement>financement comtabilité>comptabilité comptabillité>comptabilité compatbilité>comptabilité
    aprovisionnement>approvisionnement assurrance>assurance asurance>assurance agricuture>agriculture
    agriculure>agriculture irigation>irrigation électrcité>électricité exportaton>exportation
    transfomation>transformation distribuiton>distribution partenaraire>partenaire partenaiat>partenariat
    hebergment>hébergement cybersécurté>cybersécurité cybersecuirté>cybersécurité numérisaton>numérisation
    digitalsation>digitalisation plateforrme>plateforme télecomunication>télécommunication
    téléconsulation>téléconsultation logistque>logistique emballlage>emballage condtionnement>conditionnement
    certfication>certification consultaton>consultation photovoltaque>photovoltaïque bateries>batterie
    construciton>construction recruttement>recrutement recrutment>recrutement apprentisage>apprentissage
    commercialisaton>commercialisation microfiance>microfinance traçabilté>traçabilité developeur>développeur
    devellopeur>développeur programation>programmation mantenance>maintenance pisiculture>pisciculture
    transormation>transformation équipemment>équipement logicel>logiciel logistiqe>logistique
"""
ENGLISH_SLIPS = """
    managment>management acounting>accounting accomodation>accommodation agricultre>agriculture
    irigation>irrigation insurence>insurance warehose>warehouse manufacuring>manufacturing packagging>packaging
    certifcation>certification recruiment>recruitment cybersecurty>cybersecurity trainning>training
    distibutor>distributor invesment>investment fundrasing>fundraising entrepeneur>entrepreneur
    partneship>partnership healtcare>healthcare plaftorm>platform renewble>renewable entreprenuer>entrepreneur
"""
SLIPS = [
    (language, *pair.split(">"))
    for language, pairs in (("fr", FRENCH_SLIPS), ("en", ENGLISH_SLIPS))
    for pair in pairs.split()
]


@cache
def vocabulary() -> Vocabulary:
    words = Vocabulary()
    for concept in product_lexicon().concepts.values():
        for language, phrases in concept.phrases.items():
            for phrase in phrases:
                read = read_phrase(phrase, language)
                assert read is not None
                words.add(read, TABLES.index("en" if language == "en" else "fr"), concept.identifier)
    return words


def ordinary() -> list[tuple[str, str]]:
    """(language, word): words of everyday French and English that are one letter away from a word of the lexicon."""
    words, language = [], ""
    for line in ORDINARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            language = line.removeprefix("# ")
        else:
            words += [(language, word) for word in line.split()]
    return words


def meant(language: str, word: str) -> str:
    return vocabulary().meant(word, TABLES.index(language))


def test_usual_misspellings_are_read_as_what_was_meant() -> None:
    changed = [(typed, right, read) for language, typed, right in SLIPS if (read := meant(language, typed)) != typed]
    right = [typed for typed, right, read in changed if light_form(right) == read]

    assert len(right) / len(changed) > 0.95, [one for one in changed if light_form(one[1]) != one[2]]
    assert len(right) / len(SLIPS) > 0.75


def test_ordinary_words_are_left_alone() -> None:
    words = ordinary()
    changed = [(word, read) for language, word in words if (read := meant(language, word)) != word]

    assert len(words) >= 400
    assert len(changed) <= 0.01 * len(words), changed


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Nous cherchons un investiseur pour notre startup.", "Nous cherchons un investisseur pour notre startup."),
        ("Un logiciel de comtabilité pour les pharmacies", "Un logiciel de comptabilité pour les pharmacies"),
        ("La maintenace des pompes et la formaton", "La maintenance des pompes et la formation"),
        ("We offer managment software and trainning.", "We offer management software and training."),
    ],
)
def test_a_misspelt_text_names_the_same_ideas(typed: str, right: str) -> None:
    assert ideas(typed) == ideas(right)


def test_the_span_is_what_was_typed() -> None:
    text = "La maintenace des pompes"
    places = {text[term.start : term.end] for term in analyse(text) if term.key.startswith("concept:")}

    assert "maintenace" in places


@pytest.mark.parametrize("text", ["ChannelPay", "SONATRAK", "nous détectons", "MaintenaceX"])
def test_names_and_verbs_are_not_misspelt(text: str) -> None:
    assert all(meant("fr", word) == word for word in text.split())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("maintenace", "maintenance"),  # a letter left out
        ("maintenanec", None),  # in its ending
        ("amintenance", None),  # in its beginning
        ("mainteannce", "maintenance"),  # two letters exchanged
        ("maintennance", "maintenance"),  # doubled
        ("maintenamce", None),  # another letter: it may be another word
        ("maintenance", None),  # known
    ],
)
def test_only_slips_that_seldom_make_another_word_are_read(typed: str, read: str | None) -> None:
    spellings = Spellings()
    spellings.add("maintenance")

    assert spellings.meant(typed) == read


def test_a_word_as_near_to_two_is_left_alone() -> None:
    spellings = Spellings()
    for word in ("commissaire", "commisssaire"):
        spellings.add(word)

    assert spellings.meant("commisaire") == "commissaire"
    spellings.add("commmisaire")
    assert spellings.meant("commisaire") is None


def ideas(text: str) -> set[str]:
    return {term.key for term in analyse(text) if term.key.startswith("concept:")}
