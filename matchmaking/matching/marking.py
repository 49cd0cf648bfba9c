"""Marking the words that two passages share: numbers, segments, nothing overlapping. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    A term whose every place is taken by heavier ones on either side is left out: it would be the same word again.
    """
    need_places: list[tuple[Place, int]] = []
    offer_places: list[tuple[Place, int]] = []
    marks: list[Mark] = []
    for term in terms if need.markable and offer.markable else ():
        asked, given = _free(term.need_spans, need_places), _free(term.offer_spans, offer_places)
        if not asked or not given:
            continue
        number = first_number + len(marks)
        need_places += [(place, number) for place in asked]
        offer_places += [(place, number) for place in given]
        marks.append(Mark(number, _said(need, asked[0]), _said(offer, given[0])))
        if len(marks) == MOST_WORDS:
            break
    return MarkedPair(_cut(need, need_places), _cut(offer, offer_places), marks)


def _free(spans: Sequence[Place], taken: Sequence[tuple[Place, int]]) -> list[Place]:
    """The places of a term that overlap no other, each once; only where the passage is shown, which leaves
    out the summary that the engine reads an offer with."""
    free: list[Place] = []
    for span in (span for span in spans if span[0] in FIELDS):
        others = [place for place, _ in taken] + free
        if not any(field == span[0] and start < span[2] and span[1] < end for field, start, end in others):
            free.append(span)
    return free


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
