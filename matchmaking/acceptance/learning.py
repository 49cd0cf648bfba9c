"""Which weights the organizers' decisions would propose. Pure; for jobs and commands: it loads scikit-learn.

A logistic regression of the decision on the parts of the score, held towards the present weights by its penalty: few
decisions propose little. Only ratios of weights order a list, so the proposal keeps the sum of the two directions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

PARTS = ("forward", "backward", "affinity", "facts", "correction")
DIRECTIONS = 2  # the first two parts: their sum is the unit of all weights
FEWEST = 50  # decisions
FEWEST_OF_EACH = 10  # approvals, and dismissals
DRAWS = 300  # of the bootstrap
MOST_LOST = 0.05  # of these, before the interval says nothing
LOOSE = 10.0  # how much less the penalty holds the score as a whole than what departs from it
PENALTY = 1.0  # scikit-learn's C, of departures in units of their standard deviation
Floats = NDArray[np.float64]


class Refused(StrEnum):
    """Why nothing is proposed."""

    TOO_FEW = "too_few"
    ONE_OUTCOME = "one_outcome"
    UNCLEAR = "unclear"  # the decisions do not follow the exchange


@dataclass(frozen=True)
class Decided:
    """A decision: whether the pair was approved, and the parts of its score in the order of PARTS."""

    approved: bool
    parts: tuple[float, ...]


@dataclass(frozen=True)
class Weight:
    """A present weight, the proposed one, and the 95 % interval of the latter."""

    present: float
    proposed: float
    low: float
    high: float


@dataclass(frozen=True)
class Proposal:
    """Weights by part, or why there are none; and the number of decisions they rest on."""

    decisions: int
    refusal: Refused | None
    weights: Mapping[str, Weight]


def propose(decisions: Sequence[Decided], present: Mapping[str, float], *, seed: int = 0) -> Proposal:
    """Weights for PARTS beside the `present` ones; the same decisions give the same proposal."""
    count, approved = len(decisions), sum(one.approved for one in decisions)
    if count < FEWEST:
        return Proposal(count, Refused.TOO_FEW, {})
    if min(approved, count - approved) < FEWEST_OF_EACH:
        return Proposal(count, Refused.ONE_OUTCOME, {})
    parts = np.array([one.parts for one in decisions], dtype=float)
    said = np.array([one.approved for one in decisions])
    now = np.array([present[part] for part in PARTS])
    found = _fit(parts, said, now)
    drawn = _bootstrap(parts, said, now, seed)
    if found is None or len(drawn) < (1 - MOST_LOST) * DRAWS:
        return Proposal(count, Refused.UNCLEAR, {})
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    weights = {
        part: Weight(*(round(float(value), 4) for value in (now[k], found[k], low[k], high[k])))
        for k, part in enumerate(PARTS)
    }
    return Proposal(count, None, weights)


def _fit(parts: Floats, said: NDArray[np.bool_], present: Floats) -> Floats | None:
    """The weights on the scale of `present`; None where a yes does not follow the exchange."""
    from sklearn.linear_model import LogisticRegression

    scores = parts @ present
    spread, whole = _deviation(parts), _deviation(scores[:, None])[0]
    columns = np.column_stack([LOOSE * (scores - scores.mean()) / whole, (parts - parts.mean(axis=0)) / spread])
    model: Any = LogisticRegression(C=PENALTY, solver="newton-cholesky").fit(columns, said)
    slope, departures = model.coef_[0][0], model.coef_[0][1:]
    weights: Floats = LOOSE * slope / whole * present + departures / spread
    unit = weights[:DIRECTIONS].sum() / present[:DIRECTIONS].sum()
    return weights / unit if unit > 0 else None


def _bootstrap(parts: Floats, said: NDArray[np.bool_], present: Floats, seed: int) -> list[Floats]:
    """The weights of as many samples with replacement, those without an answer left out."""
    draw, found = np.random.default_rng(seed), []
    for _ in range(DRAWS):
        rows = draw.integers(0, len(said), len(said))
        if 0 < said[rows].sum() < len(rows) and (weights := _fit(parts[rows], said[rows], present)) is not None:
            found.append(weights)
    return found


def _deviation(columns: Floats) -> Floats:
    """Standard deviations; 1 for a column that never varies, which then stays as it is."""
    spread: Floats = columns.std(axis=0)
    return np.where(spread > 0, spread, 1.0)
