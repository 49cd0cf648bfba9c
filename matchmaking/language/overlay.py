"""The shipped lexicon with an organizer's changes laid over it: rows added, corrected or switched off.

Built through the same reader as the shipped file, so that nothing it refuses can come in by another door. Knows
nothing of who changed what, or where changes are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matchmaking.language.lexicon import (
    GENERAL,
    LANGUAGES,
    SCOPE,
    Concept,
    Fault,
    Lexicon,
    LexiconError,
    product_lexicon,
)

_KEPT = 3  # lexicons a process holds: the run's own, the one the next run will use, and one being tried


@dataclass(frozen=True, slots=True)
class Change:
    """What is laid over the shipped row of a concept, or a concept the shipped file does not have.

    The three cells hold phrases joined by bars, as in the file; they are empty where a shipped concept is only
    switched off.
    """

    concept: str
    on: bool = True
    parent: str | None = None
    fr: str = ""
    ar: str = ""
    en: str = ""


class Effective(NamedTuple):
    """A lexicon that can be used, and the changes that had to be left out of it, with their faults."""

    lexicon: Lexicon
    left_out: Mapping[str, tuple[Fault, ...]]


def changed_lexicon(changes: Sequence[Change]) -> Lexicon:
    """The shipped lexicon with all changes; raises `LexiconError` with every fault."""
    if not changes:
        return product_lexicon()
    return Lexicon.from_rows(enumerate(_rows(product_lexicon().concepts, changes), start=1))


@lru_cache(maxsize=_KEPT)
def effective(changes: tuple[Change, ...]) -> Effective:
    """The same, for changes that were sound when they were made: one that a newer shipped file contradicts is left
    out (the latest of those that a fault names), so that the engine never stands without a lexicon."""
    try:
        return Effective(changed_lexicon(changes), {})
    except LexiconError as error:
        named = {fault.concept for fault in error.faults} | {fault.other for fault in error.faults}
        last = next(change for change in reversed(changes) if change.concept in named)
        faults = tuple(fault for fault in error.faults if last.concept in (fault.concept, fault.other))
    rest = effective(tuple(change for change in changes if change is not last))
    return Effective(rest.lexicon, {**rest.left_out, last.concept: faults})


def _rows(shipped: Mapping[str, Concept], changes: Iterable[Change]) -> Iterator[dict[str, str]]:
    """Shipped rows in their order, then the added ones by name; what hung on a row that is off hangs one higher."""
    over = {change.concept: change for change in changes}
    parents = {name: concept.parent for name, concept in shipped.items()}
    parents |= {change.concept: change.parent for change in over.values() if change.on or change.fr}
    off = {name for name, change in over.items() if not change.on}

    def parent(name: str) -> str:
        seen, above = {name}, parents.get(name)
        while above in off and above not in seen:
            seen.add(above)
            above = parents.get(above)
        return above or ""

    for name in (*shipped, *sorted(over.keys() - shipped.keys())):
        if name not in off:
            cells = _cells(over[name] if name in over else shipped[name])
            scope = GENERAL if name in shipped and shipped[name].is_general else ""
            yield {"concept": name, "parent": parent(name), SCOPE: scope, **cells}


def _cells(source: Change | Concept) -> dict[str, str]:
    if isinstance(source, Change):
        return {language: getattr(source, language) for language in LANGUAGES}
    return {language: "|".join(source.phrases[language]) for language in LANGUAGES}
