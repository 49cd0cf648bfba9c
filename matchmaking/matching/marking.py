"""Marking the words that two passages share: numbers, segments, nothing overlapping. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking.language.lexicon import CONCEPT_PREFIX
from matchmaking.matching.engine import SharedTerm

MOST_WORDS = 5  # more marks than this and nothing stands out
FIELDS = ("title", "text")
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Segment:
    """A stretch of text; with a number it is a shared word."""

    text: str
    number: int | None = None


@dataclass(frozen=True)
class MarkedText:
    """A title and a text as they are shown. Where they differ from what was compared, nothing can be marked."""

    title: str
    text: str
    markable: bool = True


@dataclass(frozen=True)
class Mark:
    """A shared word with its number, as each passage writes it first."""

    number: int
    need: str
    offer: str


@dataclass(frozen=True)
class MarkedPair:
    """Two passages in segments (title, text), and the words they share."""

    need: tuple[list[Segment], list[Segment]]
    offer: tuple[list[Segment], list[Segment]]
    marks: list[Mark]


def mark_pair(need: MarkedText, offer: MarkedText, terms: Sequence[SharedTerm], *, first_number: int) -> MarkedPair:
    """Number the heaviest shared terms (at most MOST_WORDS) and cut both passages into segments.

    Each is marked once on each side, where it is said first and no heavier one stands already; a term without such
    a place is left out: it would be the same word again. Ideas of the lexicon come before bare words.
    """
    chosen: list[tuple[SharedTerm, Place, Place]] = []
    for term in terms if need.markable and offer.markable else ():
        asked = _free(term.need_spans, [place for _, place, _ in chosen])
        given = _free(term.offer_spans, [place for _, _, place in chosen])
        if asked and given:
            chosen.append((term, asked, given))
        if len(chosen) == MOST_WORDS:
            break
    chosen.sort(key=lambda one: not one[0].key.startswith(CONCEPT_PREFIX))
    numbered = list(enumerate(chosen, start=first_number))
    return MarkedPair(
        _cut(need, [(asked, number) for number, (_, asked, _) in numbered]),
        _cut(offer, [(given, number) for number, (_, _, given) in numbered]),
        [Mark(number, _said(need, asked), _said(offer, given)) for number, (_, asked, given) in numbered],
    )


def _free(spans: Sequence[Place], taken: Sequence[Place]) -> Place | None:
    """The first place of a term that overlaps no other; only where the passage is shown, which leaves out the
    summary that the engine reads an offer with."""
    shown = (span for span in spans if span[0] in FIELDS)
    return next((span for span in shown if not any(_overlap(span, other) for other in taken)), None)


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _said(passage: MarkedText, place: Place) -> str:
    field, start, end = place
    return str(getattr(passage, field))[start:end]


def _cut(passage: MarkedText, places: Sequence[tuple[Place, int]]) -> tuple[list[Segment], list[Segment]]:
    title, text = (_segments(str(getattr(passage, field)), field, places) for field in FIELDS)
    return title, text


def _segments(text: str, field: str, places: Sequence[tuple[Place, int]]) -> list[Segment]:
    segments: list[Segment] = []
    position = 0
    for (_, start, end), number in sorted(place for place in places if place[0][0] == field):
        if start > position:
            segments.append(Segment(text[position:start]))
        segments.append(Segment(text[start:end], number))
        position = end
    if position < len(text):
        segments.append(Segment(text[position:]))
    return segments
