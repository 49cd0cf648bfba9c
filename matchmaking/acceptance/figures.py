"""Shares of a yes by strength and by tenths of the score, each with its interval. Pure: no database, no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matchmaking.matching.engine import Strength
from matchmaking.matching.engine.calibration import wilson_interval

TENTHS = 10


@dataclass(frozen=True)
class Said:
    """One word about a pair: yes or no, and what the score and its parts were at that moment."""

    yes: bool
    score: float
    strength: Strength


@dataclass(frozen=True)
class Band:
    """How often a yes among the words of a band of scores; `share`, `low` and `high` in 0..1, None without words."""

    lowest: float | None
    highest: float | None
    yes: int
    total: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Figures:
    """The words of one kind of people; `unscored` of them were said of pairs that stood in no list."""

    whole: Band
    by_strength: dict[Strength, Band]
    by_tenth: list[Band]
    unscored: int


def figures(words: Sequence[Said], *, unscored: int = 0) -> Figures:
    """Count. Tenths are equal parts of the words by score, lowest first; below ten words there are none."""
    ranked = sorted(words, key=lambda one: one.score)
    return Figures(
        whole=_band(ranked),
        by_strength={word: _band([one for one in ranked if one.strength is word]) for word in Strength},
        by_tenth=_tenths(ranked) if len(ranked) >= TENTHS else [],
        unscored=unscored,
    )


def _tenths(ranked: Sequence[Said]) -> list[Band]:
    edges = [len(ranked) * number // TENTHS for number in range(TENTHS + 1)]
    return [_band(ranked[first:last]) for first, last in pairwise(edges)]


def _band(inside: Sequence[Said]) -> Band:
    if not inside:
        return Band(None, None, 0, 0, None, None, None)
    yes, total = sum(one.yes for one in inside), len(inside)
    return Band(inside[0].score, inside[-1].score, yes, total, yes / total, *wilson_interval(yes, total))
