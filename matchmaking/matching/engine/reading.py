"""What a profile says, text by text: with every place for an explanation, or as bare keys for a run.

A run keeps only keys; the places of a million words would fill the memory for nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaking.language.lexicon import Lexicon
from matchmaking.language.terms import Reading, read
from matchmaking.matching.engine.documents import OpportunityText, ProfileDocument
from matchmaking.matching.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ReadOpportunity:
    """The readings of one opportunity's fields."""

    key: str
    title: Reading
    text: Reading


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """The readings of a profile; needs and offers by key."""

    source: ProfileDocument
    summary: Reading
    needs: tuple[ReadOpportunity, ...]
    offers: tuple[ReadOpportunity, ...]

    def fields(self) -> Iterator[Sequence[str]]:
        """The keys of its summary, then of title and text of each need and each offer."""
        yield self.summary.keys
        for opportunity in (*self.needs, *self.offers):
            yield opportunity.title.keys
            yield opportunity.text.keys


@dataclass(frozen=True, slots=True)
class Said:
    """What texts say, without places: text t says `keys[c]` for each c of `codes[starts[t]:starts[t+1]]`."""

    keys: tuple[str, ...]
    codes: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Said:
        """Gathered one text after another; what was read can be forgotten."""
        numbers = Vocabulary()
        codes, starts = array("i"), array("q", [0])
        for keys in texts:
            codes.extend(map(numbers.__getitem__, keys))
            starts.append(len(codes))
        return cls(numbers.names(), np.array(codes, np.int32), np.array(starts, np.int64))

    def owners(self) -> npt.NDArray[np.int64]:
        """The number of the text that says each code."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def said_by(documents: Iterable[ProfileDocument], lexicon: Lexicon) -> Said:
    """What profiles say: a summary each, then title and text of each need and each offer."""
    return Said.of(keys for document in documents for keys in read_profile(document, lexicon).fields())


def read_profile(document: ProfileDocument, lexicon: Lexicon) -> ReadProfile:
    """Reads every text; one too short to tell its language speaks that of its neighbours."""
    summary = read(document.summary, lexicon=lexicon)

    def opportunity(source: OpportunityText) -> ReadOpportunity:
        text = read(source.text, lexicon=lexicon, language=summary.language)
        title = read(source.title, lexicon=lexicon, language=text.language or summary.language)
        return ReadOpportunity(source.key, title, text)

    return ReadProfile(
        document,
        summary,
        tuple(map(opportunity, document.side("need"))),
        tuple(map(opportunity, document.side("offer"))),
    )
