"""What to ask instead where nobody answers: ideas of the lexicon near to what was typed. Asks nothing of a database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process

from matchmaking.language.folding import fold
from matchmaking.language.lexicon import CONCEPT_PREFIX, product_lexicon
from matchmaking.language.terms import analyse
from matchmaking.profiles.search.documents import LONGEST_QUESTION, WORD, form

MOST = 12
_LIKE = 78  # per cent of the letters, in their order
_SHORTEST = 4  # letters: shorter words are like too many


def nearest(typed: str, language: str) -> list[str]:
    """Ideas near to what was typed, in the reader's words: kin of those it names, then those spelled alike."""
    typed = typed[:LONGEST_QUESTION]
    found = dict.fromkeys((*_kin(typed), *_alike(typed)))
    labels = dict.fromkeys(product_lexicon().label(concept, language) for concept in found)
    return [label for label in labels if fold(label) != fold(typed.strip())][:MOST]


def _alike(typed: str) -> Iterator[str]:
    """Concepts whose name looks like the whole text, or like one of its words."""
    for text in dict.fromkeys((fold(typed), *map(form, WORD.findall(typed)))):
        if len(text) >= _SHORTEST:
            for name, _likeness, _place in process.extract(
                text, _names().keys(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3
            ):
                yield _names()[name]


def _kin(typed: str) -> Iterator[str]:
    """Above, below and beside the concepts that the text names."""
    lexicon = product_lexicon()
    for key in dict.fromkeys(term.key for term in analyse(typed) if term.key.startswith(CONCEPT_PREFIX)):
        named = key.removeprefix(CONCEPT_PREFIX)
        yield from (other.removeprefix(CONCEPT_PREFIX) for other in lexicon.ancestors(key))
        yield from _children().get(named, ())
        yield from _children().get(lexicon.concepts[named].parent or "", ())


@cache
def _names() -> dict[str, str]:
    """The first name of every concept in each language, folded."""
    return {
        fold(phrases[0]): concept.identifier
        for concept in product_lexicon().concepts.values()
        for phrases in concept.phrases.values()
        if phrases
    }


@cache
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for concept in product_lexicon().concepts.values():
        if concept.parent:
            found.setdefault(concept.parent, []).append(concept.identifier)
    return {parent: tuple(children) for parent, children in found.items()}
