"""What the texts of published profiles say of the lexicon: where each concept is named, and which words no concept
covers. Pure; a run makes it and keeps it, so that no page has to read every text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matchmaking.language.keys import UNIT_PREFIX
from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon
from matchmaking.language.terms import Reading
from matchmaking.matching.engine import ProfileDocument
from matchmaking.matching.engine.reading import read_profile
from matchmaking.matching.engine.statistics import drawn

LOOKED_AT = 1_000  # profiles, at most; drawn by their keys, so that two runs look at the same ones
NAMED = 12  # profiles named for a concept or a word
WORDS = 60  # words without a concept
SHORTEST = 3  # letters of a word worth a concept
OFTEN = 2  # profiles that must say it


@dataclass(frozen=True)
class Found:
    """How many profiles name a concept, and the first of them by key."""

    count: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class BareWord:
    """A word that no concept covers, as it is most often written, and who says it."""

    word: str
    language: str
    count: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Survey:
    """`profiles` texts were looked at; concepts by identifier, bare words by how many profiles say them."""

    profiles: int
    concepts: dict[str, Found]
    words: tuple[BareWord, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for a row."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any] | None) -> Survey:
        """The inverse; an empty survey where none was kept."""
        if not data:
            return cls(0, {}, ())
        concepts = {name: Found(one["count"], tuple(one["keys"])) for name, one in data["concepts"].items()}
        words = tuple(BareWord(**{**one, "keys": tuple(one["keys"])}) for one in data["words"])
        return cls(data["profiles"], concepts, words)


def survey(documents: Sequence[ProfileDocument], lexicon: Lexicon) -> Survey:
    """Read the texts once more, with places: a run keeps only counts."""
    by_key = {document.key: document for document in documents}
    looked_at = sorted(drawn(by_key, LOOKED_AT))
    concepts: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    written: dict[str, Counter[tuple[str, str]]] = {}
    for key in looked_at:
        named, bare = _said(by_key[key], lexicon)
        for concept in named:
            concepts.setdefault(concept, []).append(key)
        for stem, forms in bare.items():
            words.setdefault(stem, []).append(key)
            written.setdefault(stem, Counter()).update(forms)
    return Survey(
        len(looked_at),
        {name: Found(len(keys), tuple(keys[:NAMED])) for name, keys in sorted(concepts.items())},
        tuple(_most_said(words, written)),
    )


def _most_said(words: dict[str, list[str]], written: dict[str, Counter[tuple[str, str]]]) -> Iterator[BareWord]:
    often = [stem for stem, keys in words.items() if len(keys) >= OFTEN]
    often.sort(key=lambda stem: (-len(words[stem]), stem))
    for stem in often[:WORDS]:
        (word, language), _ = min(written[stem].items(), key=lambda one: (-one[1], one[0]))
        yield BareWord(word, language, len(words[stem]), tuple(words[stem][:NAMED]))


def _said(document: ProfileDocument, lexicon: Lexicon) -> tuple[set[str], dict[str, list[tuple[str, str]]]]:
    """The concepts that a profile names, and by stem the words outside them: (as written, language)."""
    named: set[str] = set()
    bare: dict[str, list[tuple[str, str]]] = {}
    for text, reading in _texts(document, lexicon):
        covered = 0
        for term in reading.terms():
            if term.key.startswith(CONCEPT_PREFIX):
                named.add(term.key.removeprefix(CONCEPT_PREFIX))
                covered = max(covered, term.end)
            elif term.start >= covered and is_telling(term.key, text[term.start : term.end]):
                bare.setdefault(term.key, []).append((text[term.start : term.end].lower(), term.language))
    return named, bare


def is_telling(key: str, word: str) -> bool:
    """Whether a word may be worth a concept: long enough, no unit and no number (*600k*)."""
    return not key.startswith(UNIT_PREFIX) and len(word) >= SHORTEST and not word[0].isdigit()


def _texts(document: ProfileDocument, lexicon: Lexicon) -> Iterator[tuple[str, Reading]]:
    read = read_profile(document, lexicon)
    yield document.summary, read.summary
    for side, readings in (("need", read.needs), ("offer", read.offers)):
        for source, reading in zip(document.side(side), readings, strict=True):
            yield source.title, reading.title
            yield source.text, reading.text
