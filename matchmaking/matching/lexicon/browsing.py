"""The lexicon as organizers look through it: rows with their state, searched in three languages at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matchmaking.language.folding import fold
from matchmaking.language.lexicon import LANGUAGES, Lexicon
from matchmaking.language.overlay import Change, Effective
from matchmaking.paging import Narrowed, cut

PAGE = 40
LONGEST_SEARCH = 80


class State(StrEnum):
    """What organizers made of a concept."""

    SHIPPED = "shipped"
    ADDED = "added"
    CORRECTED = "corrected"
    OFF = "off"
    LEFT_OUT = "left_out"  # a newer lexicon of the product contradicts the change


@dataclass(frozen=True)
class Row:
    """A concept with its phrases by language."""

    concept: str
    phrases: Mapping[str, tuple[str, ...]]
    state: State
    parent: str | None

    def label(self, language: str) -> str:
        """How a language names it first."""
        return self.phrases[language][0]


class Book:
    """All concepts of an effective lexicon and those that are off or left out of it."""

    def __init__(self, shipped: Lexicon, changes: Sequence[Change], found: Effective) -> None:
        self.lexicon = found.lexicon
        self.left_out = found.left_out
        self._shipped = shipped
        self._changes = {change.concept: change for change in changes}
        # A concept that was only switched off, and that the file no longer has, has no words left to show.
        self._known = {*shipped.concepts, *(change.concept for change in changes if change.fr)}

    def __contains__(self, concept: str) -> bool:
        return concept in self._known

    def is_shipped(self, concept: str) -> bool:
        """Whether the product itself knows it."""
        return concept in self._shipped.concepts

    def row(self, concept: str) -> Row:
        """One concept; KeyError for one that nobody knows."""
        change = self._changes.get(concept)
        if change is not None and change.fr:
            phrases = {language: tuple(getattr(change, language).split("|")) for language in LANGUAGES}
            return Row(concept, phrases, self._state(change), change.parent)
        source = self._shipped.concepts[concept]
        return Row(concept, source.phrases, self._state(change) if change else State.SHIPPED, source.parent)

    def label(self, concept: str, language: str = "fr") -> str:
        """How a language names a concept; its identifier where nobody knows it any more."""
        return self.row(concept).label(language) if concept in self._known else concept

    def children(self, concept: str) -> list[str]:
        """The concepts that hang on this one now, by name."""
        found = [one.identifier for one in self.lexicon.concepts.values() if one.parent == concept]
        return sorted(found, key=lambda one: fold(self.label(one)))

    def page(self, search: str, state: State | str | None, number: int) -> Narrowed[Row]:
        """A page of the concepts that have the wanted state and contain what was searched, nearest names first."""
        rows = [self.row(concept) for concept in self._known]
        wanted = [row for row in rows if _has_state(row, state)]
        found = _searched(wanted, fold(" ".join(search.split())))
        here = cut(number, total=len(found), length=PAGE)
        return here.narrowed(found[here.rows], every=len(rows))

    def named(self, typed: str) -> str | None:
        """The concept that has this name: in French if there is one, else in Arabic, in English, or as identifier. A
        phrase belongs to one concept in each language, not across them."""
        wanted = fold(" ".join(typed.split()))
        rows = [self.row(concept) for concept in sorted(self._known)]
        for language in LANGUAGES:
            for row in rows:
                if any(fold(phrase) == wanted for phrase in row.phrases[language]):
                    return row.concept
        return typed if typed in self._known else None

    def _state(self, change: Change) -> State:
        if change.concept in self.left_out:
            return State.LEFT_OUT
        if not change.on:
            return State.OFF
        return State.CORRECTED if change.concept in self._shipped.concepts else State.ADDED


def _has_state(row: Row, state: State | str | None) -> bool:
    if state == "changed":
        return row.state is not State.SHIPPED
    return state is None or row.state == state


def _searched(rows: Iterable[Row], wanted: str) -> list[Row]:
    """Those that contain it: whole names before beginnings before insides; then by the French name."""
    ranked = []
    for row in rows:
        phrases = [fold(phrase) for language in LANGUAGES for phrase in row.phrases[language]]
        if wanted in phrases or not wanted:
            rank = 0
        elif any(phrase.startswith(wanted) for phrase in phrases):
            rank = 1
        elif any(wanted in phrase for phrase in phrases):
            rank = 2
        else:
            continue
        ranked.append((rank, fold(row.label("fr")), row.concept, row))
    return [row for *_, row in sorted(ranked, key=lambda one: one[:3])]
