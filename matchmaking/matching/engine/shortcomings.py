"""Why the worst lists are worse than they could be: good partners that stood too low, and which part held them down.

For people who tune the engine. Reads suggestions and grades; ranks and weighs nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matchmaking.matching.engine.evaluation import GOOD, Judge, Lists
from matchmaking.matching.engine.outcomes import Suggestion

Pairs = Mapping[tuple[str, str], Suggestion]
"""Every suggestion under both orders of its two keys."""


class Cause(StrEnum):
    """What held a good partner below worse ones."""

    NOTHING_IN_COMMON = "nothing_in_common"  # no suggestion at all, or no exchange between need and offer
    EXCHANGE = "exchange"  # need and offer share less than those of the partners above
    AFFINITY = "affinity"  # sectors and whole texts
    FACTS = "facts"
    CORRECTION = "correction"  # it is near to everybody


@dataclass(frozen=True, slots=True)
class LowPartner:
    """A good partner that stands below worse ones. `rank` is None where it was not suggested."""

    key: str
    grade: float
    rank: int | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class WeakList:
    """A profile's list with its nDCG@10: the first ten with their grades, and the good partners it put too low."""

    key: str
    ndcg_10: float
    first: tuple[tuple[str, float], ...]
    low: tuple[LowPartner, ...]


def weakest(judge: Judge, lists: Lists, suggestions: Sequence[Suggestion], count: int) -> list[WeakList]:
    """The `count` lists of the least nDCG@10, the worst first, ties by key."""
    pairs = {(pair.left_key, pair.right_key): pair for pair in suggestions}
    pairs |= {(pair.right_key, pair.left_key): pair for pair in suggestions}
    values = judge.ndcg(lists)
    worst = sorted(values, key=lambda key: (values[key], key))[:count]
    return [_weak_list(key, values[key], judge.grades_of(key), lists.get(key, ()), pairs) for key in worst]


def _weak_list(key: str, value: float, grades: Mapping[str, float], own: Sequence[str], pairs: Pairs) -> WeakList:
    ranks = {partner: rank for rank, partner in enumerate(own, start=1)}
    good = [partner for partner, grade in grades.items() if grade >= GOOD]
    low = [partner for partner in good if ranks.get(partner, len(own) + 1) > len(good)]
    low.sort(key=lambda partner: (-grades[partner], ranks.get(partner, len(own) + 1), partner))
    above = {
        partner: [
            pairs[key, other]
            for other in own[: ranks.get(partner, len(own) + 1) - 1]
            if grades.get(other, 0.0) < grades[partner]
        ]
        for partner in low
    }
    return WeakList(
        key,
        value,
        tuple((partner, grades.get(partner, 0.0)) for partner in own[:10]),
        tuple(
            LowPartner(partner, grades[partner], ranks.get(partner), _cause(pairs.get((key, partner)), above[partner]))
            for partner in low
        ),
    )


def _cause(pair: Suggestion | None, above: Sequence[Suggestion]) -> Cause:
    """The part in which the pair falls furthest behind the mean of the worse ones above it."""
    if pair is None or not pair.forward + pair.backward:
        return Cause.NOTHING_IN_COMMON
    if not above:
        return Cause.EXCHANGE
    mean = [sum(part) / len(above) for part in zip(*map(_parts, above), strict=True)]
    behind = [other - own for own, other in zip(_parts(pair), mean, strict=True)]
    return (Cause.EXCHANGE, Cause.AFFINITY, Cause.FACTS, Cause.CORRECTION)[behind.index(max(behind))]


def _parts(pair: Suggestion) -> tuple[float, float, float, float]:
    return 0.5 * (pair.forward + pair.backward), pair.affinity, pair.facts, pair.correction
