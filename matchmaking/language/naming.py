"""What a text speaks of, for somebody who does not read it: the ideas it names, worded in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from matchmaking.language.folding import fold
from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon, product_lexicon
from matchmaking.language.terms import analyse

_REMEMBERED = 4096  # passages: half a millisecond each to read, and a list shows thirty at every visit


class NamedIdea(NamedTuple):
    """`text[start:end]` names `concept` first; `label` is how the reader's language says it."""

    concept: str
    label: str
    start: int
    end: int


def named_ideas(text: str, reader: str, *, lexicon: Lexicon | None = None) -> list[NamedIdea]:
    """The ideas a text names, in its own order, each once; `reader` is fr, ar or en.

    Only the most special ones: an idea goes without saying where one beneath it is named. A name that the text writes
    as the reader's language does keeps its capitals (KYC).
    """
    return list(_named(text, reader, product_lexicon() if lexicon is None else lexicon))


@lru_cache(maxsize=_REMEMBERED)
def _named(text: str, reader: str, lexicon: Lexicon) -> tuple[NamedIdea, ...]:
    first: dict[str, tuple[int, int]] = {}
    for term in analyse(text, lexicon=lexicon):
        if term.key.startswith(CONCEPT_PREFIX):
            first.setdefault(term.key, (term.start, term.end))
    implied = {ancestor for key in first for ancestor in lexicon.ancestors(key)}
    named: dict[str, NamedIdea] = {}
    for key, (start, end) in first.items():
        if key not in implied:
            label = _as_written(lexicon.label(key, reader), text[start:end])
            named.setdefault(fold(label), NamedIdea(key.removeprefix(CONCEPT_PREFIX), label, start, end))
    return tuple(named.values())


def _as_written(label: str, written: str) -> str:
    return written if fold(written) == fold(label) else label
