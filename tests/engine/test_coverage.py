"""The coverage of a text: which of its content words the lexicon understands."""

from __future__ import annotations

from matchmaking.language.coverage import coverage
from tests.engine.samples import sample_lexicon


def test_words_inside_a_concept_count_and_the_others_are_named() -> None:
    found = coverage(["Une passerelle de paiement pour 20 tonnes de coton et de sésame"], lexicon=sample_lexicon())

    assert (found["fr"].words, found["fr"].covered, dict(found["fr"].missed)) == (4, 3, {"sésame": 1})
    assert found["fr"].share == 0.75


def test_languages_are_counted_apart() -> None:
    found = coverage(["We grow cotton", "نبحث عن سلسلة التبريد"], lexicon=sample_lexicon())

    assert {language: (each.covered, each.words) for language, each in found.items()} == {"en": (1, 2), "ar": (2, 2)}


def test_no_text_has_no_language() -> None:
    assert coverage(["", "12 000"], lexicon=sample_lexicon()) == {}
