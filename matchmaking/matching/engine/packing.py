"""Profiles of one side laid out in arrays for scoring; numpy only, so a page can use it too.

Every group of rows (the needs or the offers of a profile) begins with an empty row, so that the maximum over
a group always exists and is never below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.encoding import EncodedProfile, Row

Integers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


class Vocabulary(dict[str, int]):
    """Keys to column numbers; a new key gets the next number. The numbers never reach a score."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Traits:
    """What the facts of a pair are read from: everything of a profile but its texts."""

    key: str
    kind: str
    sectors: tuple[str, ...]
    languages: tuple[str, ...]
    stage: str | None
    seeking_amount_eur: float | None
    ticket_min_eur: float | None
    ticket_max_eur: float | None
    stages: tuple[str, ...]
    also_meets: tuple[str, ...]
    excludes: tuple[str, ...]
    need_kinds: tuple[str, ...]
    offer_kinds: tuple[str, ...]

    @classmethod
    def of(cls, document: ProfileDocument) -> Traits:
        """The traits of a document."""
        return cls(
            document.key,
            document.kind,
            document.sectors,
            document.languages,
            document.stage,
            document.seeking_amount_eur,
            document.ticket_min_eur,
            document.ticket_max_eur,
            document.stages,
            document.also_meets,
            document.excludes,
            tuple(sorted({need.kind for need in document.side("need") if need.kind})),
            tuple(sorted({offer.kind for offer in document.side("offer") if offer.kind})),
        )


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


@dataclass(frozen=True, slots=True)
class Pack:
    """Some profiles of one side, in the order of their keys."""

    traits: tuple[Traits, ...]
    needs: Groups
    offers: Groups
    wholes: Rows

    def __len__(self) -> int:
        return len(self.traits)

    def take(self, chosen: Integers) -> Pack:
        """The chosen profiles, in the order of `chosen`."""
        return Pack(
            tuple(self.traits[position] for position in chosen.tolist()),
            self.needs.take(chosen),
            self.offers.take(chosen),
            self.wholes.take(chosen),
        )

    def blocks(self, size: int) -> Iterator[tuple[Integers, Pack]]:
        """The profiles in blocks of at most `size`, each with their positions."""
        for first in range(0, len(self), size):
            chosen = np.arange(first, min(first + size, len(self)))
            yield chosen, self.take(chosen)


def pack(profiles: Iterable[EncodedProfile], vocabulary: Vocabulary) -> Pack:
    """Profiles as arrays over a vocabulary, which grows by the keys it does not know."""
    ordered = sorted(profiles, key=lambda profile: profile.source.key)
    return Pack(
        tuple(Traits.of(profile.source) for profile in ordered),
        _groups([profile.needs for profile in ordered], vocabulary),
        _groups([profile.offers for profile in ordered], vocabulary),
        _rows([profile.whole for profile in ordered], vocabulary),
    )


def _groups(groups: Sequence[Sequence[Row]], vocabulary: Vocabulary) -> Groups:
    firsts = np.zeros(len(groups) + 1, dtype=np.int64)
    np.cumsum([len(group) + 1 for group in groups], out=firsts[1:])
    return Groups(firsts, _rows([row for group in groups for row in (Row(), *group)], vocabulary))


def _rows(rows: Sequence[Row], vocabulary: Vocabulary) -> Rows:
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row.keys) for row in rows], out=starts[1:])
    columns = np.fromiter(
        map(vocabulary.__getitem__, chain.from_iterable(row.keys for row in rows)), np.int32, int(starts[-1])
    )
    weights = np.fromiter(chain.from_iterable(row.weights for row in rows), np.int32, int(starts[-1]))
    return Rows(starts, columns, weights)
