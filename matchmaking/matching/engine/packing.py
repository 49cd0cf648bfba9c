"""Profiles of one side laid out in arrays for scoring; numpy only, so a page can use it too.

Every group of rows (the needs or the offers of a profile) begins with an empty row, so that the maximum over
a group always exists and is never below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
class Rows:
    """Sparse integer rows: row i is `columns[starts[i]:starts[i+1]]` with `weights` alike."""

    starts: Integers
    columns: Weights
    weights: Weights

    def __len__(self) -> int:
        return len(self.starts) - 1

    def slice(self, first: int, last: int) -> Rows:
        """Rows first to last-1."""
        begin, end = self.starts[first], self.starts[last]
        return Rows(self.starts[first : last + 1] - begin, self.columns[begin:end], self.weights[begin:end])


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by profile: profile p owns rows `firsts[p]` to `firsts[p+1]-1`, the first of them empty."""

    firsts: Integers
    rows: Rows

    def slice(self, first: int, last: int) -> Groups:
        """The groups of profiles first to last-1."""
        begin = self.firsts[first]
        return Groups(self.firsts[first : last + 1] - begin, self.rows.slice(begin, self.firsts[last]))


@dataclass(frozen=True, slots=True)
class Pack:
    """Some profiles of one side, in the order of their keys."""

    traits: tuple[Traits, ...]
    needs: Groups
    offers: Groups
    wholes: Rows

    def __len__(self) -> int:
        return len(self.traits)

    def slice(self, first: int, last: int) -> Pack:
        """Profiles first to last-1."""
        return Pack(
            self.traits[first:last],
            self.needs.slice(first, last),
            self.offers.slice(first, last),
            self.wholes.slice(first, last),
        )


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
