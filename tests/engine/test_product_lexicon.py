"""The product's own lexicon can be used as it stands."""

from __future__ import annotations

import pytest

from matchmaking.language.lexicon import PRODUCT_LEXICON, LexiconError, load_lexicon, product_lexicon
from matchmaking.language.terms import analyse

ONLY_IN_CAPITALS = {"ai", "علامة ce"}
"""In small letters they are words of French: *j'ai*, *ce*."""


def test_the_product_lexicon_has_no_fault() -> None:
    try:
        load_lexicon(PRODUCT_LEXICON)
    except LexiconError as error:
        pytest.fail("\n".join(error.problems))


def test_every_arabic_phrase_alone_names_its_own_concept() -> None:
    spoken = {
        (phrase, concept.identifier)
        for concept in product_lexicon().concepts.values()
        for phrase in concept.phrases["ar"]
        if phrase not in ONLY_IN_CAPITALS
    }

    unread = {
        (phrase, concept)
        for phrase, concept in spoken
        if f"concept:{concept}" not in {term.key for term in analyse(phrase)}
    }
    assert sorted(unread) == []
