"""What a run moved: pairs that entered a list, left it, rose or fell, the biggest moves first. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

KEPT = 200
LEAST = 0.01  # a change of score that is worth a line where no rank changed

Pair = TypeVar("Pair", bound=Hashable)  # of a kind that sorts: ties go by it


class Way(StrEnum):
    """How a pair moved."""

    ENTERED = "entered"
    LEFT = "left"
    ROSE = "rose"
    FELL = "fell"


class Place(NamedTuple):
    """Where a pair stands: its rank in each list (None outside it) and its score."""

    rank_for_ml: int | None
    rank_for_dz: int | None
    score: float


_NOWHERE = Place(None, None, 0.0)


@dataclass(frozen=True, slots=True)
class Move(Generic[Pair]):
    """One pair before and after; None where it stood in no list."""

    pair: Pair
    way: Way
    before: Place | None
    after: Place | None


@dataclass(frozen=True)
class Movement(Generic[Pair]):
    """How many pairs moved which way, and the biggest moves."""

    counts: Mapping[str, int]
    moves: tuple[Move[Pair], ...]


def compare(before: Mapping[Pair, Place], after: Mapping[Pair, Place], *, kept: int = KEPT) -> Movement[Pair]:
    """The moves between two states of all lists, at most `kept` of them.

    A move is as big as the change of reciprocal rank in the list where it is biggest (from outside to first place: 1;
    from first to second: ½), then as the change of score.
    """
    counts = dict.fromkeys((way.value for way in Way), 0)
    sized: list[tuple[float, float, Pair, Way]] = []
    for pair in before.keys() | after.keys():
        one, other = before.get(pair), after.get(pair)
        if one != other and (found := _way(one, other)):
            size, score, way = found
            counts[way.value] += 1
            sized.append((-size, -score, pair, way))
    biggest = heapq.nsmallest(kept, sized, key=lambda move: move[:3])
    return Movement(counts, tuple(Move(pair, way, before.get(pair), after.get(pair)) for _, _, pair, way in biggest))


def _way(before: Place | None, after: Place | None) -> tuple[float, float, Way] | None:
    """How big the move is, by rank and by score, and which way it goes; None where it is none."""
    old_ml, old_dz, old = before or _NOWHERE
    new_ml, new_dz, new = after or _NOWHERE
    ml, dz = _worth(new_ml) - _worth(old_ml), _worth(new_dz) - _worth(old_dz)
    score = new - old
    if not ml and not dz and abs(score) < LEAST:
        return None
    if before is None or after is None:
        way = Way.LEFT if after is None else Way.ENTERED
    else:
        way = Way.ROSE if (ml + dz or score or ml) > 0 else Way.FELL
    return max(abs(ml), abs(dz)), abs(score), way


def _worth(rank: int | None) -> float:
    """The reciprocal rank; 0 outside the list."""
    return 1.0 / rank if rank else 0.0
