"""A mixed-integer linear program in the making, solved by scipy's HiGHS.

Variables and rows are added by name of what they mean; the arrays are built once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Term = tuple[int, float]  # variable, factor


@dataclass(frozen=True)
class Solution:
    """Values of all variables, and whether they are proven to be the best."""

    values: np.ndarray
    optimal: bool


@dataclass
class Program:
    """Minimise the sum of cost × variable under rows `lower ≤ sum ≤ upper`."""

    costs: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)
    lowers: list[float] = field(default_factory=list)
    integral: list[int] = field(default_factory=list)
    rows: list[list[Term]] = field(default_factory=list)
    row_lowers: list[float] = field(default_factory=list)
    row_uppers: list[float] = field(default_factory=list)

    def choice(self, cost: float = 0.0, *, fixed: bool = False) -> int:
        """A variable that is 0 or 1; a fixed one is 1."""
        return self._add(cost, 1.0 if fixed else 0.0, 1.0, integral=True)

    def amount(self, cost: float = 0.0, upper: float = np.inf) -> int:
        """A variable of any size from 0 to `upper`."""
        return self._add(cost, 0.0, upper, integral=False)

    def require(self, terms: Iterable[Term], lower: float = -np.inf, upper: float = np.inf) -> None:
        """Keep a weighted sum of variables between two bounds."""
        self.rows.append(list(terms))
        self.row_lowers.append(lower)
        self.row_uppers.append(upper)

    def solve(self, seconds: float) -> Solution | None:
        """The best values found in the time; None where the time was too short for any."""
        if not self.costs:
            return Solution(np.zeros(0), True)
        found = milp(
            np.array(self.costs),
            integrality=np.array(self.integral),
            bounds=Bounds(np.array(self.lowers), np.array(self.uppers)),
            constraints=self._constraints(),
            options={"time_limit": max(seconds, 0.05), "mip_rel_gap": 0.0},
        )
        return None if found.x is None else Solution(np.asarray(found.x), found.status == 0)

    def _add(self, cost: float, lower: float, upper: float, *, integral: bool) -> int:
        self.costs.append(cost)
        self.lowers.append(lower)
        self.uppers.append(upper)
        self.integral.append(int(integral))
        return len(self.costs) - 1

    def _constraints(self) -> list[LinearConstraint]:
        if not self.rows:
            return []
        counts = [len(row) for row in self.rows]
        columns = np.array([variable for row in self.rows for variable, _ in row], dtype=np.int64)
        factors = np.array([factor for row in self.rows for _, factor in row])
        matrix = csr_array(
            (factors, (np.repeat(np.arange(len(counts)), counts), columns)), shape=(len(counts), len(self.costs))
        )
        return [LinearConstraint(matrix, np.array(self.row_lowers), np.array(self.row_uppers))]
