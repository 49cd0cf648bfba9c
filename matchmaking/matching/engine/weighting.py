"""TF-IDF with sublinear term frequency over frozen document frequencies, for any number of rows at once.

One code for a run and for a page that explains one pair, so both get the same bits: counts are whole numbers, lengths
are exact sums, logarithms come from the standard library value by value. numpy only.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.rows import Floats, Integers
from matchmaking.matching.engine.said import Said

ONE = 1 << 20
"""The whole number that stands for one occurrence; parts of one are rounded to it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What rows say: `amounts[i]` (in units of `ONE`) of the key `codes[i]` in the row `rows[i]`."""

    rows: Integers
    codes: Integers
    amounts: Integers

    @classmethod
    def once(cls, said: Said) -> Entries:
        """Every word of every text, for a row of that text."""
        codes = np.array(said.codes, dtype=np.int64)
        rows = np.repeat(np.arange(len(said.starts) - 1), np.diff(said.starts))
        return cls(rows, codes, np.full(len(codes), ONE))

    def where(self, kept: npt.NDArray[np.bool_]) -> Entries:
        """Those kept."""
        return Entries(self.rows[kept], self.codes[kept], self.amounts[kept])


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights by row, each row of length 1; `codes` are positions in `keys`, which may end with ancestors."""

    keys: Sequence[str]
    rows: Integers
    codes: Integers
    weights: Floats


class Ancestors:
    """What a concept says for its parent (`share`), its grandparent (its square), and so on."""

    def __init__(self, keys: Sequence[str], lexicon: Lexicon, share: float) -> None:
        numbers = {key: number for number, key in enumerate(keys)}
        lengths: list[int] = []
        codes: list[int] = []
        parts: list[int] = []
        for key in keys:
            before, part = len(codes), share
            for ancestor in lexicon.ancestors(key) if share else ():
                codes.append(numbers.setdefault(ancestor, len(numbers)))
                parts.append(round(part * ONE))
                part *= share
            lengths.append(len(codes) - before)
        self.keys = tuple(numbers)
        """The keys, and after them ancestors that were not among them."""
        self._starts = np.append(0, np.cumsum(np.array(lengths, dtype=np.int64)))
        self._codes = np.array(codes, dtype=np.int64)
        self._parts = np.array(parts, dtype=np.int64)

    def added(self, entries: Entries) -> Entries:
        """The entries and those of the ancestors; amounts in units of `ONE` squared."""
        counts = np.diff(self._starts)[entries.codes]
        ends = np.cumsum(counts)
        places = np.repeat(self._starts[entries.codes] - ends + counts, counts) + np.arange(counts.sum())
        return Entries(
            np.concatenate([entries.rows, np.repeat(entries.rows, counts)]),
            np.concatenate([entries.codes, self._codes[places]]),
            np.concatenate([entries.amounts * ONE, np.repeat(entries.amounts, counts) * self._parts[places]]),
        )


class Weighting:
    """Weighs rows under frozen statistics.

    idf = ln((1 + N) / (1 + df)) + 1 as scikit-learn smooths it; a row is √(1−c)·L2(words) ⊕ √c·L2(concepts), or one
    of the two alone where the other is empty. A concept also speaks, in part, for its ancestors.
    """

    def __init__(
        self, frequencies: Mapping[str, int], documents: int, lexicon: Lexicon, parameters: Parameters
    ) -> None:
        self._frequencies = frequencies
        self._documents = documents
        self._lexicon = lexicon
        self.parameters = parameters

    def weigh(self, keys: Sequence[str], entries: Entries) -> Weighed:
        """The weights of entries whose codes are positions in `keys`."""
        ancestors = Ancestors(keys, self._lexicon, self.parameters.parent_share)
        keys = ancestors.keys
        concepts = np.array([key.startswith(CONCEPT_PREFIX) for key in keys], dtype=np.int64)
        cells, amounts = _summed(ancestors.added(entries), concepts)
        halves, codes = np.divmod(cells, max(len(keys), 1))
        weights = self._inverse_frequencies(keys)[codes] * _dampened(amounts)
        starts = np.flatnonzero(np.diff(halves, prepend=-1))
        factors = self._lengths(halves[starts]) / _norms(weights, starts)
        scaled = weights * np.repeat(factors, np.diff(np.append(starts, len(weights))))
        spoken = scaled > 0.0
        return Weighed(keys, halves[spoken] // 2, codes[spoken], scaled[spoken])

    def _inverse_frequencies(self, keys: Sequence[str]) -> Floats:
        """A concept of no trade counts as its share: customers and teams are everywhere."""
        known = [self._frequencies.get(key, 0) for key in keys]
        idf = {df: math.log((1 + self._documents) / (1 + df)) + 1.0 for df in set(known)}
        share, is_general = self.parameters.general_share, self._lexicon.is_general
        factors = [share if is_general(key) else 1.0 for key in keys]
        return np.array([idf[df] * factor for df, factor in zip(known, factors, strict=True)], dtype=np.float64)

    def _lengths(self, halves: Integers) -> Floats:
        """How long the words (2r) or the concepts (2r + 1) of each row r are to be."""
        rows = halves // 2
        both = np.bincount(rows)[rows] == 2 if len(rows) else np.zeros(0, dtype=np.bool_)
        share = self.parameters.concept_share
        lengths: Floats = np.where(both, np.where(halves % 2, math.sqrt(share), math.sqrt(1.0 - share)), 1.0)
        return lengths


def _summed(entries: Entries, concepts: Integers) -> tuple[Integers, Integers]:
    """Cells (row, word or concept, code) in their order, with the sum of each cell's amounts."""
    size = max(len(concepts), 1)
    cells = (2 * entries.rows + concepts[entries.codes]) * size + entries.codes
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    sums = np.add.reduceat(entries.amounts[order], starts) if len(starts) else entries.amounts[:0]
    return cells[starts], sums


def _dampened(amounts: Integers) -> Floats:
    """1 + ln(count) of counts above 1, others as they are."""
    distinct = np.unique(amounts)
    places = np.searchsorted(distinct, amounts)  # a tenth of the time of asking `unique` for them
    counts = [amount / (ONE * ONE) for amount in distinct.tolist()]
    table = [1.0 + math.log(count) if count > 1.0 else count for count in counts]
    dampened: Floats = np.array(table, dtype=np.float64)[places]
    return dampened


def _norms(weights: Floats, starts: Integers) -> Floats:
    """The Euclidean length of each stretch that begins at `starts`: an exact sum, rounded once."""
    squares = (weights * weights).tolist()
    bounds = [*starts.tolist(), len(squares)]
    sums = [math.fsum(squares[begin:end]) for begin, end in pairwise(bounds)]
    return np.sqrt(np.array(sums, dtype=np.float64))


def document_frequencies(keys: Sequence[str], entries: Entries, lexicon: Lexicon) -> Counter[str]:
    """In how many rows each key stands, ancestors of concepts included."""
    ancestors = Ancestors(keys, lexicon, 1.0)
    held = ancestors.added(entries)
    size = max(len(ancestors.keys), 1)
    cells = np.sort(held.rows * size + held.codes)
    counts = np.bincount(cells[np.diff(cells, prepend=-1) > 0] % size, minlength=len(ancestors.keys))
    return Counter({key: count for key, count in zip(ancestors.keys, counts.tolist(), strict=True) if count})
