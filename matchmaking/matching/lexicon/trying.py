"""Which concepts a sentence names, for somebody who tries the lexicon out. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon
from matchmaking.language.terms import read
from matchmaking.matching.lexicon.survey import is_telling
from matchmaking.matching.marking import Segment


@dataclass(frozen=True)
class Named:
    """A concept that the text names, numbered as it is marked, and with what words."""

    number: int
    concept: str
    said: str


@dataclass(frozen=True)
class Tried:
    """The text in segments, its concepts, and the words that no concept covers."""

    language: str
    segments: list[Segment]
    named: list[Named]
    bare: list[str]


def try_out(text: str, lexicon: Lexicon) -> Tried:
    """Read a text as the engine would; a concept named twice has one number."""
    reading = read(text, lexicon=lexicon)
    segments: list[Segment] = []
    named: dict[str, Named] = {}
    bare: dict[str, str] = {}
    position = 0
    for term in reading.terms():
        said = text[term.start : term.end]
        if term.key.startswith(CONCEPT_PREFIX):
            concept = term.key.removeprefix(CONCEPT_PREFIX)
            one = named.setdefault(concept, Named(len(named) + 1, concept, said))
            segments += [Segment(text[position : term.start]), Segment(said, one.number)]
            position = term.end
        elif term.start >= position and is_telling(term.key, said):
            bare.setdefault(term.key, said)
    segments.append(Segment(text[position:]))
    return Tried(reading.language or "fr", [one for one in segments if one.text], [*named.values()], [*bare.values()])
