"""Who meets whom under everybody's limits: the selection of pairs with the greatest total score.

A b-matching with elastic minima. Its constraints are two laminar families (each left profile and the total; each right
profile), so the linear program has an integral optimum and no branching is needed. scipy is imported by the solver.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

_ALTERNATES = 2
_TAKEN = 0.5  # an integral optimum is told from its rounding noise


class PlanError(ValueError):
    """Wishes that contradict each other; the sentence names the profiles."""


class Pairing(NamedTuple):
    """A pair that could meet, with its score."""

    left_key: str
    right_key: str
    score: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How many meetings a profile wants at least and can have at most."""

    minimum: int = 0
    maximum: int = 5

    def __post_init__(self) -> None:
        if not 0 <= self.minimum <= self.maximum:
            raise PlanError(f"the limits {self.minimum} to {self.maximum} contradict each other")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A minimum that could not be met: `candidates` partners were possible, `full` of them have no place left."""

    key: str
    minimum: int
    planned: int
    candidates: int
    full: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen pairs by keys, what could not be met, and for each profile the pairs to propose next."""

    pairs: tuple[Pairing, ...]
    total: float
    shortfalls: tuple[Shortfall, ...]
    alternates: Mapping[str, tuple[Pairing, ...]]


def make_plan(
    candidates: Iterable[Pairing],
    limits: Mapping[str, Limits],
    *,
    default: Limits | None = None,
    capacity: int | None = None,
    forced: Iterable[tuple[str, str]] = (),
    forbidden: Iterable[tuple[str, str]] = (),
) -> Plan:
    """The best plan among candidate pairs.

    Minima come before the total score and are left unmet only where they must be. `capacity` bounds the number of
    pairs. Forced pairs are taken with score 0 where they are no candidates. Raises `PlanError`.
    """
    wanted, banned = set(forced), set(forbidden)
    scores = {(pair.left_key, pair.right_key): pair.score for pair in candidates}
    scores = dict.fromkeys(wanted, 0.0) | {pair: score for pair, score in scores.items() if pair not in banned}
    pairs = sorted(scores)
    bounds = _bounds(pairs, limits, default or Limits())
    _refuse_contradictions(wanted, banned, bounds, capacity)
    if not pairs:
        chosen: list[tuple[str, str]] = []
    else:
        chosen = _solve(pairs, [scores[pair] for pair in pairs], bounds, capacity, wanted)
    degrees = Counter(key for pair in chosen for key in pair)
    return Plan(
        tuple(Pairing(*pair, scores[pair]) for pair in chosen),
        float(sum(scores[pair] for pair in chosen)),
        _shortfalls(pairs, bounds, degrees),
        _alternates(scores, set(chosen), bounds, degrees),
    )


def _bounds(pairs: Sequence[tuple[str, str]], limits: Mapping[str, Limits], default: Limits) -> dict[str, Limits]:
    keys = {key for pair in pairs for key in pair} | set(limits)
    return {key: limits.get(key, default) for key in sorted(keys)}


def _refuse_contradictions(
    wanted: set[tuple[str, str]], banned: set[tuple[str, str]], bounds: Mapping[str, Limits], capacity: int | None
) -> None:
    both = sorted(wanted & banned)
    if both:
        raise PlanError(f"{both[0][0]} and {both[0][1]} are both forced and forbidden")
    if capacity is not None and len(wanted) > capacity:
        raise PlanError(f"{len(wanted)} forced pairs do not fit into {capacity} meetings")
    for key, count in sorted(Counter(key for pair in wanted for key in pair).items()):
        if count > bounds[key].maximum:
            raise PlanError(f"{key} has {count} forced pairs and at most {bounds[key].maximum} meetings")


def _solve(
    pairs: Sequence[tuple[str, str]],
    scores: Sequence[float],
    bounds: Mapping[str, Limits],
    capacity: int | None,
    wanted: set[tuple[str, str]],
) -> list[tuple[str, str]]:
    """The linear program: a variable for each pair and, for each minimum, one for what it lacks."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, hstack, identity, vstack

    keys = list(bounds)
    row = {key: number for number, key in enumerate(keys)}
    ends = np.array([[row[left], row[right]] for left, right in pairs])
    columns = np.repeat(np.arange(len(pairs)), 2)
    meets = csr_matrix((np.ones(2 * len(pairs)), (ends.ravel(), columns)), shape=(len(keys), len(pairs)))
    minima = np.array([bounds[key].minimum for key in keys], dtype=float)
    asking = np.flatnonzero(minima)
    rows = [
        hstack([meets, csr_matrix((len(keys), len(asking)))]),
        hstack([-meets[asking], -identity(len(asking), format="csr")]),
    ]
    ceilings = [np.array([bounds[key].maximum for key in keys], dtype=float), -minima[asking]]
    if capacity is not None:
        rows.append(csr_matrix(np.concatenate([np.ones(len(pairs)), np.zeros(len(asking))])[None, :]))
        ceilings.append(np.array([float(capacity)]))
    # One meeting more towards a minimum outweighs any exchange of scores along a path through all profiles.
    price = (1.0 + max(map(abs, scores))) * len(keys)
    found = linprog(
        np.concatenate([-np.array(scores), np.full(len(asking), price)]),
        A_ub=vstack(rows, format="csr"),
        b_ub=np.concatenate(ceilings),
        bounds=[(float(pair in wanted), 1.0) for pair in pairs] + [(0.0, None)] * len(asking),
        method="highs-ds",
        options={"presolve": False},  # there is nothing to presolve, and looking for it takes longer than solving
    )
    if found.status != 0:
        raise PlanError(f"the plan could not be solved: {found.message}")
    return [pair for pair, taken in zip(pairs, found.x[: len(pairs)], strict=True) if taken > _TAKEN]


def _shortfalls(
    pairs: Sequence[tuple[str, str]], bounds: Mapping[str, Limits], degrees: Mapping[str, int]
) -> tuple[Shortfall, ...]:
    partners: dict[str, list[str]] = defaultdict(list)
    for left, right in pairs:
        partners[left].append(right)
        partners[right].append(left)
    return tuple(
        Shortfall(
            key,
            limit.minimum,
            degrees.get(key, 0),
            len(partners[key]),
            sum(degrees.get(partner, 0) >= bounds[partner].maximum for partner in partners[key]),
        )
        for key, limit in bounds.items()
        if degrees.get(key, 0) < limit.minimum
    )


def _alternates(
    scores: Mapping[tuple[str, str], float],
    chosen: set[tuple[str, str]],
    bounds: Mapping[str, Limits],
    degrees: Mapping[str, int],
) -> dict[str, tuple[Pairing, ...]]:
    """For each profile its best pairs outside the plan, those whose partner still has a place first."""
    found: dict[str, list[tuple[bool, float, Pairing]]] = defaultdict(list)
    for (left, right), score in scores.items():
        if (left, right) not in chosen:
            for key, partner in ((left, right), (right, left)):
                full = degrees.get(partner, 0) >= bounds[partner].maximum
                found[key].append((full, -score, Pairing(left, right, score)))
    return {key: tuple(pairing for _, _, pairing in sorted(found[key])[:_ALTERNATES]) for key in sorted(found)}
