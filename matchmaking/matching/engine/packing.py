"""Profiles of one side laid out in arrays for scoring; numpy only, so a page can use it too.

Every group of rows (the needs or the offers of a profile) begins with an empty row, so that the maximum over
a group always exists and is never below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from matchmaking.matching.engine.encoding import EncodedProfile
from matchmaking.matching.engine.rows import Groups, Integers, Rows
from matchmaking.matching.engine.traits import Traits


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


def pack(profiles: Iterable[EncodedProfile]) -> Pack:
    """Encoded profiles as arrays, in the order of their keys."""
    ordered = sorted(profiles, key=lambda profile: profile.source.key)
    rows = Rows.joined([profile.rows for profile in ordered])
    needs = np.array([len(profile.need_keys) for profile in ordered], dtype=np.int64)
    offers = np.array([len(profile.offer_keys) for profile in ordered], dtype=np.int64)
    wholes = np.cumsum(needs + offers + 1) - 1  # each profile's needs, its offers, its whole
    return Pack(
        tuple(profile.traits for profile in ordered),
        _groups(rows, wholes - offers - needs, needs),
        _groups(rows, wholes - offers, offers),
        rows.take(wholes),
    )


def _groups(rows: Rows, begins: Integers, sizes: Integers) -> Groups:
    """Groups of `sizes` rows that begin at `begins`, an empty row before each."""
    firsts = np.append(0, np.cumsum(sizes + 1))
    chosen = np.repeat(begins - firsts[:-1] - 1, sizes + 1) + np.arange(firsts[-1])
    chosen[firsts[:-1]] = len(rows)
    ended = Rows(np.append(rows.starts, rows.starts[-1]), rows.columns, rows.weights)
    return Groups(firsts, ended.take(chosen))
