"""Sparse integer rows in arrays: by row, by column, by group and by slot; numpy only, so a page can use them too.

What the rows stand for is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inverted:
    """Rows by column: column c stands in `rows[starts[c]:starts[c+1]]` with `weights` alike."""

    starts: Integers
    rows: Weights
    weights: Weights

    def bounds(self, columns: Weights) -> tuple[Integers, Integers]:
        """Where the entries of each column begin and end; a column that no row has is empty."""
        last = len(self.starts) - 1
        return self.starts[np.minimum(columns, last)], self.starts[np.minimum(columns + 1, last)]

    def padded(self, columns: int) -> Integers:
        """The starts for at least as many columns."""
        return np.append(self.starts, np.full(columns + 1 - len(self.starts), self.starts[-1]))


@dataclass(frozen=True)
class Rows:
    """Sparse integer rows: row i is `columns[starts[i]:starts[i+1]]` with `weights` alike."""

    starts: Integers
    columns: Weights
    weights: Weights

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def inverted(self) -> Inverted:
        """The same weights by column; made once."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        starts = np.zeros(int(self.columns.max(initial=-1)) + 2, dtype=np.int64)
        np.cumsum(np.bincount(self.columns, minlength=len(starts) - 1), out=starts[1:])
        return Inverted(starts, rows[order], self.weights[order])

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """The rows of all parts, one after another."""
        none = cls(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))
        together = (none, *parts)
        starts = np.zeros(sum(map(len, together)) + 1, dtype=np.int64)
        np.cumsum(np.concatenate([np.diff(part.starts) for part in together]), out=starts[1:])
        return cls(
            starts,
            np.concatenate([part.columns for part in together]),
            np.concatenate([part.weights for part in together]),
        )

    def slice(self, first: int, last: int) -> Rows:
        """Rows first to last-1."""
        begin, end = self.starts[first], self.starts[last]
        return Rows(self.starts[first : last + 1] - begin, self.columns[begin:end], self.weights[begin:end])

    def take(self, chosen: Integers) -> Rows:
        """The chosen rows, in the order of `chosen`."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        starts = np.append(0, np.cumsum(lengths))
        places = np.repeat(self.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
        return Rows(starts, self.columns[places], self.weights[places])


@dataclass(frozen=True, slots=True)
class Slots:
    """The rows of groups, laid out so that a maximum over each group is a maximum of whole stretches.

    First stands the first row of every group that has one, then the second row of every group that has two, and so
    on, the groups with most rows always ahead; `counts[k]` says how many have a k-th row, `places` where each group
    stands in this order.
    """

    rows: Rows
    counts: tuple[int, ...]
    places: Integers

    def most_by_row(self, dots: Floats) -> Floats:
        """The greatest of each group's rows of a matrix; 0 for a group without rows."""
        most, first = np.zeros((len(self.places), dots.shape[1])), 0
        for count in self.counts:
            np.maximum(most[:count], dots[first : first + count], out=most[:count])
            first += count
        return most[self.places]

    def most_by_column(self, dots: Floats) -> Floats:
        """The same where the groups are those of the columns."""
        most, first = np.zeros((dots.shape[0], len(self.places))), 0
        for count in self.counts:
            np.maximum(most[:, :count], dots[:, first : first + count], out=most[:, :count])
            first += count
        return most[:, self.places]


@dataclass(frozen=True)
class Groups:
    """Rows by profile: profile p owns rows `firsts[p]` to `firsts[p+1]-1`, the first of them empty."""

    firsts: Integers
    rows: Rows

    def take(self, chosen: Integers) -> Groups:
        """The groups of the chosen profiles, in the order of `chosen`."""
        sizes = self.firsts[chosen + 1] - self.firsts[chosen]
        firsts = np.append(0, np.cumsum(sizes))
        return Groups(
            firsts, self.rows.take(np.repeat(self.firsts[chosen] - firsts[:-1], sizes) + np.arange(firsts[-1]))
        )

    @cached_property
    def slots(self) -> Slots:
        """The same rows by slot, without the empty ones; made once."""
        sizes = np.diff(self.firsts) - 1
        order = np.argsort(-sizes, kind="stable")
        counts = tuple(int((sizes > slot).sum()) for slot in range(sizes.max(initial=0)))
        chosen = [self.firsts[order[:count]] + 1 + slot for slot, count in enumerate(counts)]
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        return Slots(self.rows.take(np.concatenate([self.firsts[:0], *chosen])), counts, places)
