"""The b-matching itself: which of the possible pairs are taken, when several aims count one after the other.

A linear program in integers. Its rows are two laminar families (each left profile and the total; each right profile),
a network matrix: every corner of its polytope is integral, and so are the prices of its rows (Hoffman and Kruskal,
1956). So no branching is needed, and aims follow one another exactly: by complementary slackness the best plans for one
aim are those that leave priced rows full and priced pairs where they stand, and the next aim chooses among those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

# Costs are shrunk so that one step of an aim (at most 2^40 steps) stays above the solver's tolerance of 1e-7. The
# factor is a power of two: nothing is rounded.
_STEP = 2.0**-20
_NOISE = 0.1  # further from an integer than this, an answer is no corner
# The interior point with its crossover to a corner is some ten times faster than the simplex on thousands of profiles;
# where it stops short of a corner, the simplex goes there.
_METHODS = ("highs-ipm", "highs-ds")


class NotExact(ArithmeticError):
    """The solver's answer is not the corner that theory promises."""


@dataclass(frozen=True)
class Problem:
    """Pairs between numbered profiles. `ends` has a row for each pair; minima and maxima an entry for each profile."""

    ends: Integers
    minima: Integers
    maxima: Integers
    capacity: int | None
    forced: NDArray[np.bool_]


@dataclass
class _Face:
    """The plans that are best so far: where each variable may still stand, and which rows have to be full."""

    lower: Floats
    upper: Floats
    full: NDArray[np.bool_]


def solve(problem: Problem, aims: Sequence[Integers]) -> NDArray[np.bool_]:
    """Which pairs are taken so that first as few meetings as possible are lacking to the minima, then the sum of the
    first aim over the taken pairs is greatest, then that of the next.

    Aims are integers of at most 2^40. Raises NotExact, also where the forced pairs break a limit.
    """
    rows, ceilings = _rows(problem)
    pairs, asking = len(problem.ends), int(np.count_nonzero(problem.minima))
    face = _Face(
        np.concatenate([problem.forced.astype(float), np.zeros(asking)]),
        np.concatenate([np.ones(pairs), problem.minima[problem.minima > 0].astype(float)]),
        np.zeros(len(ceilings), dtype=bool),
    )
    # The inverse of a basis holds only 0, 1 and -1, so no row is worth more than all rows times the greatest score: a
    # lacking meeting that costs more than that is never exchanged for score. Later aims find what lacks settled.
    price = (1.0 + float(np.abs(aims[0]).max(initial=0))) * (len(ceilings) + 1)
    found = face.lower
    for number, aim in enumerate(aims):
        costs = np.concatenate([-aim.astype(float), np.full(asking, 0.0 if number else price)])
        found = _narrow(face, costs * _STEP, rows, ceilings)
    return found[:pairs] > 0


def _rows(problem: Problem) -> tuple[Any, Floats]:
    """The constraints `rows · x <= ceilings`: maxima, minima with a variable for what each lacks, the capacity."""
    from scipy.sparse import csr_array, eye_array, hstack, vstack

    pairs, profiles = len(problem.ends), len(problem.maxima)
    columns = np.repeat(np.arange(pairs), 2)
    meets = csr_array((np.ones(2 * pairs), (problem.ends.ravel(), columns)), shape=(profiles, pairs))
    asking = np.flatnonzero(problem.minima)
    parts = [
        hstack([meets, csr_array((profiles, len(asking)))]),
        hstack([-meets[asking], -eye_array(len(asking))]),
    ]
    ceilings = [problem.maxima, -problem.minima[asking]]
    if problem.capacity is not None:
        parts.append(csr_array(np.concatenate([np.ones(pairs), np.zeros(len(asking))])[None, :]))
        ceilings.append(np.array([problem.capacity]))
    return vstack(parts, format="csc"), np.concatenate(ceilings).astype(float)


def _narrow(face: _Face, costs: Floats, rows: Any, ceilings: Floats) -> Floats:
    """Minimise `costs` on the face, leave in it only what is as good, and return one such point."""
    free = face.lower < face.upper
    found = face.lower.copy()
    if not free.any():
        return found
    inside, left = rows[:, free].tocsr(), ceilings - rows[:, ~free] @ found[~free]
    bounds = np.column_stack([face.lower[free], face.upper[free]])
    point, pair_prices, row_prices = _corner(costs[free], inside, left, face.full, bounds)
    found[free] = point
    priced = np.flatnonzero(free)[pair_prices != 0]
    face.lower[priced] = face.upper[priced] = found[priced]
    face.full[np.flatnonzero(~face.full)[row_prices != 0]] = True
    return found


def _corner(
    costs: Floats, rows: Any, ceilings: Floats, full: NDArray[np.bool_], bounds: Floats
) -> tuple[Floats, Floats, Floats]:
    """A best corner, the price of each variable's bounds, and of each row that need not be full; all whole numbers."""
    from scipy.optimize import linprog

    failure = ""
    for method in _METHODS:
        answer = linprog(
            costs,
            A_ub=rows[~full],
            b_ub=ceilings[~full],
            A_eq=rows[full] if full.any() else None,
            b_eq=ceilings[full] if full.any() else None,
            bounds=bounds,
            method=method,
            options={"presolve": False},  # there is nothing to presolve, and looking for it takes longer than solving
        )
        failure = answer.message
        if answer.status == 0:
            prices = (answer.lower.marginals + answer.upper.marginals) / _STEP, answer.ineqlin.marginals / _STEP
            whole = tuple(map(np.rint, (answer.x, *prices)))
            if all(_agree(one, other) for one, other in zip(whole, (answer.x, *prices), strict=True)):
                return whole[0], whole[1], whole[2]
    raise NotExact(f"no plan that is a corner was found: {failure}")


def _agree(whole: Floats, found: Floats) -> bool:
    return not len(found) or float(np.abs(whole - found).max()) < _NOISE
