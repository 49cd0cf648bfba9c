"""Marking the words that two passages share: numbers, segments, nothing overlapping. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchmaking.language.lexicon import CONCEPT_PREFIX
from matchmaking.matching.engine import SharedTerm

MOST_WORDS = 5  # more marks than this and nothing stands out
# Of the heaviest shared term's part of the score: less is no evidence worth reading, least of all by a bare word.
LEAST_SHARE, LEAST_SHARE_OF_WORD = 0.2, 0.4
SHORTEST_STEM = 4  # letters: shorter stems join words by chance (séries and serre)
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

    Only what both passages name themselves is marked, and only what weighs enough beside the heaviest. Each is marked
    once on each side, where it is said first and no heavier one stands already; a term without such a place is left
    out: it would be the same word again. Ideas of the lexicon come before bare words.
    """
    chosen: list[tuple[SharedTerm, Place, Place]] = []
    for term in _telling(terms) if need.markable and offer.markable else ():
        asked = _free(term.need_spans, [place for _, place, _ in chosen])
        given = _free(term.offer_spans, [place for _, _, place in chosen])
        if asked and given and (_is_idea(term) or _alike(term.key, _said(need, asked), _said(offer, given))):
            chosen.append((term, asked, given))
        if len(chosen) == MOST_WORDS:
            break
    chosen.sort(key=lambda one: not _is_idea(one[0]))
    numbered = list(enumerate(chosen, start=first_number))
    return MarkedPair(
        _cut(need, [(asked, number) for number, (_, asked, _) in numbered]),
        _cut(offer, [(given, number) for number, (_, _, given) in numbered]),
        [Mark(number, _said(need, asked), _said(offer, given)) for number, (_, asked, given) in numbered],
    )


def _telling(terms: Sequence[SharedTerm]) -> Iterator[SharedTerm]:
    """What both passages name themselves and weighs enough beside the heaviest, in the order of the weights."""
    heaviest = max((term.weight for term in terms), default=0.0)
    for term in terms:
        if term.named and term.weight >= (LEAST_SHARE if _is_idea(term) else LEAST_SHARE_OF_WORD) * heaviest:
            yield term


def _is_idea(term: SharedTerm) -> bool:
    return term.key.startswith(CONCEPT_PREFIX)


def _alike(stem: str, need: str, offer: str) -> bool:
    return len(stem) >= SHORTEST_STEM or need.casefold() == offer.casefold()


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
