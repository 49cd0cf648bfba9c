"""The lists of suggestions as arrays: pairs by position, their ranks, and what of them outlives a change.

How a pair is weighed is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from matchmaking.matching.engine.facts import Mask
from matchmaking.matching.engine.rows import Floats, Integers
from matchmaking.matching.engine.topk import ranks


class Pairs(NamedTuple):
    """Scored pairs: the positions of their profiles, and a row of `values` for each field of the score."""

    left: Integers
    right: Integers
    values: Floats  # score, forward, backward, affinity, facts, correction

    @classmethod
    def none(cls) -> Pairs:
        """No pair."""
        return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((6, 0)))

    def where(self, kept: Mask) -> Pairs:
        """Those kept."""
        return Pairs(self.left[kept], self.right[kept], self.values[:, kept])

    def and_also(self, others: Pairs) -> Pairs:
        """These and others; a pair may then stand twice, with the same values."""
        left, right = np.concatenate([self.left, others.left]), np.concatenate([self.right, others.right])
        return Pairs(left, right, np.concatenate([self.values, others.values], axis=1))

    def listed(self, count: int) -> Pairs:
        """Those that stand among the first `count` of either of their two, each once."""
        _, first = np.unique(self.left * (1 + self.right.max(initial=0)) + self.right, return_index=True)
        once = Pairs(self.left[first], self.right[first], self.values[:, first])
        return once.where((once.left_ranks() <= count) | (once.right_ranks() <= count))

    def left_ranks(self) -> Integers:
        """The rank of each pair among those of its left profile, from 1."""
        return ranks(self.left, self.values[0], self.right)

    def right_ranks(self) -> Integers:
        """The rank of each pair among those of its right profile, from 1."""
        return ranks(self.right, self.values[0], self.left)


class Lists(NamedTuple):
    """The pairs of all lists, and the keys of the profiles at their positions."""

    left_keys: Sequence[str]
    right_keys: Sequence[str]
    pairs: Pairs


class Remains(NamedTuple):
    """What is left of lists after some profiles changed: pairs that still hold, and the positions of profiles whose
    list must be searched anew.
    """

    pairs: Pairs
    left: Integers
    right: Integers


def remains(
    before: Lists, left_keys: Sequence[str], right_keys: Sequence[str], touched: AbstractSet[str], count: int
) -> Remains:
    """What of lists of `count` holds for the profiles there are now, when those `touched` were put or dropped.

    A pair of two untouched profiles keeps its score, so an untouched profile must be searched anew only if a touched
    one stood in its list; any other gains at most pairs with touched ones.
    """
    pairs = before.pairs
    left = _moved(before.left_keys, left_keys, touched)[pairs.left]
    right = _moved(before.right_keys, right_keys, touched)[pairs.right]
    lost_left = left[(right < 0) & (left >= 0) & (pairs.left_ranks() <= count)]
    lost_right = right[(left < 0) & (right >= 0) & (pairs.right_ranks() <= count)]
    return Remains(
        Pairs(left, right, pairs.values).where((left >= 0) & (right >= 0)),
        np.union1d(_positions(left_keys, touched), lost_left),
        np.union1d(_positions(right_keys, touched), lost_right),
    )


def _moved(before: Sequence[str], now: Sequence[str], touched: AbstractSet[str]) -> Integers:
    """For each position before the position now, -1 if touched or gone."""
    positions = {key: position for position, key in enumerate(now) if key not in touched}
    return np.array([positions.get(key, -1) for key in before], dtype=np.int64)


def _positions(keys: Sequence[str], touched: AbstractSet[str]) -> Integers:
    return np.array([position for position, key in enumerate(keys) if key in touched], dtype=np.int64)
