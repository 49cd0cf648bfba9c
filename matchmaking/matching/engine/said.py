"""What texts say as bare keys, for runs: the places of a million words would fill the memory for nothing.

Without numpy, so that a process that only reads starts fast.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matchmaking.language.lexicon import Lexicon
from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.reading import read_profile
from matchmaking.matching.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Said:
    """Text t says `keys[c]` for each c of `codes[starts[t]:starts[t+1]]`."""

    keys: tuple[str, ...]
    codes: array[int]  # of C int
    starts: array[int]  # of 64 bits

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Said:
        """Gathered one text after another; what was read can be forgotten."""
        numbers = Vocabulary()
        codes, starts = array("i"), array("q", [0])
        for keys in texts:
            codes.extend(map(numbers.__getitem__, keys))
            starts.append(len(codes))
        return cls(numbers.names(), codes, starts)

    @classmethod
    def joined(cls, parts: Iterable[Said]) -> Said:
        """The texts of all parts, one after another: the same as if they had been gathered together."""
        numbers = Vocabulary()
        codes, starts = array("i"), array("q", [0])
        for part in parts:
            own = [numbers[key] for key in part.keys]
            starts.extend(len(codes) + start for start in part.starts[1:])
            codes.extend(map(own.__getitem__, part.codes))
        return cls(numbers.names(), codes, starts)


def said_by(documents: Iterable[ProfileDocument], lexicon: Lexicon) -> Said:
    """What profiles say: a summary each, then title and text of each need and each offer."""
    return Said.of(keys for document in documents for keys in read_profile(document, lexicon).fields())
