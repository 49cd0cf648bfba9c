"""What a run moved: pairs that entered a list, left it, rose or fell, the biggest moves first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

KEPT = 200
LEAST = 0.01  # a change of score that is worth a line where no rank changed

Pair = TypeVar("Pair", bound=Hashable)


class Way(StrEnum):
    """How a pair moved."""

    ENTERED = "entered"
    LEFT = "left"
    ROSE = "rose"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pair stands: its rank in each list (None outside it) and its score."""

    rank_for_ml: int | None
    rank_for_dz: int | None
    score: float


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
    moves: list[tuple[tuple[float, float], Move[Pair]]] = []
    for pair in before.keys() | after.keys():
        one, other = before.get(pair), after.get(pair)
        if one != other and (move := _move(pair, one, other)):
            moves.append(move)
    moves.sort(key=lambda sized: (-sized[0][0], -sized[0][1], sized[1].pair))
    counts = Counter(move.way.value for _, move in moves)
    return Movement({way.value: counts[way.value] for way in Way}, tuple(move for _, move in moves[:kept]))


def _move(pair: Pair, before: Place | None, after: Place | None) -> tuple[tuple[float, float], Move[Pair]] | None:
    lists = [_worth(after, name) - _worth(before, name) for name in ("rank_for_ml", "rank_for_dz")]
    score = (after.score if after else 0.0) - (before.score if before else 0.0)
    if not any(lists) and abs(score) < LEAST:
        return None
    if before is None or after is None:
        way = Way.LEFT if after is None else Way.ENTERED
    else:
        way = Way.ROSE if (sum(lists) or score) > 0 else Way.FELL
    return (max(map(abs, lists)), abs(score)), Move(pair, way, before, after)


def _worth(place: Place | None, name: str) -> float:
    rank = getattr(place, name) if place else None
    return 1.0 / rank if rank else 0.0
