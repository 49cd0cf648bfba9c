"""Which cells a report keeps to itself, so that nobody behind them is recognised. Pure; it loads scipy.

A cell with fewer than three organisations (or persons) behind it is masked; a zero, behind which nobody stands, is
shown. Then other cells are masked beside it until no masked value can be computed, nor bounded too tightly, from what
all tables show together. For each masked cell two reports are sought that a reader could both believe and that differ
there by enough, changing as little as possible of what is shown: what they change is masked too. The frame is the
attacker's problem of Fischetti and Salazar (Management Science 47, 2001), solved one cell after another as by Kelly,
Golden and Assad (Networks 22, 1992): a safe pattern, not the smallest one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from matchmaking.reports.tables import (
    FEWEST,
    Amount,
    Cell,
    Count,
    Figures,
    Hours,
    Masked,
    Relation,
    Table,
    changed,
    computed,
)
from matchmaking.reports.tables import quantities as named

WIDTH = 0.2  # of its value: how far apart the believable ends of a masked cell must be
NARROWEST = 1  # and never nearer than this
PROVED = 1e-6  # what rounding in the solver may do
REACH = 4  # times the width: how far from its value a number may stand in a report that is made up to hide another
DEARER = 1.5  # a total beside a part
# Small programs need no presolving, and the solver's writes on the standard output.
PLAIN = {"presolve": False}
TIE = 1e-4  # decides between patterns of one cost: the smaller number is masked


@dataclass(frozen=True)
class Quantity:
    """A number to be published or masked; `behind` None for one that is counted openly. A reader believes no masked
    one below `least`. One that is not shown stands in no table: it is what others leave over."""

    value: float
    behind: int | None
    whole: bool = True
    least: int = 1
    is_shown: bool = True

    @property
    def is_sensitive(self) -> bool:
        """Whether too few stand behind it."""
        return self.behind is not None and 0 < self.behind < FEWEST

    @property
    def may_be_masked(self) -> bool:
        """Whether it may be masked for the sake of another: never a zero, nor what is counted openly."""
        return self.is_shown and self.behind is not None and self.value > 0

    @property
    def width(self) -> float:
        """How far apart the values that a reader may believe must be."""
        return max(float(NARROWEST), WIDTH * abs(self.value))


def suppress(
    quantities: Mapping[str, Quantity], relations: Sequence[Relation], worth: Mapping[str, float] | None = None
) -> frozenset[str]:
    """The keys to mask: those with too few behind them, and what must be masked beside them. `worth` says how many
    other numbers a reader would rather miss than this one."""
    masked = {key for key, one in quantities.items() if one.is_sensitive}
    costs = _costs(quantities, relations, worth or {})
    waiting = sorted(masked, key=lambda key: (-quantities[key].width, key))
    while waiting:
        key = waiting.pop(0)
        fresh = sorted(_beside(key, quantities, relations, masked, costs))
        masked.update(fresh)
        waiting += fresh
    return frozenset(masked)


def believable(
    key: str, quantities: Mapping[str, Quantity], relations: Sequence[Relation], masked: frozenset[str] | set[str]
) -> tuple[float, float]:
    """The smallest and the largest value of a masked quantity that agree with everything shown."""
    free = _reach(key, relations, {*masked, *_unshown(quantities)})
    system = _System(quantities, relations, free)
    return system.end(key, 1), system.end(key, -1)


def numbers(figures: Figures) -> dict[str, Quantity]:
    """Every named quantity of the figures, also those that no table shows."""
    found = {
        key: Quantity(float(cell.value), cell.behind, whole=isinstance(cell, Count))
        for key, cell in named(figures.tables).items()
    }
    for one in figures.unsaid:
        found[one.key] = Quantity(one.value, one.behind, least=one.least, is_shown=one.is_known)
    return found


def published(figures: Figures, worth: Mapping[str, float] | None = None) -> tuple[Table, ...]:
    """The tables as a report shows them: masked, then their shares computed from what is left."""
    keyed = _keyed(figures.tables)
    quantities = numbers(Figures(keyed, unsaid=figures.unsaid))
    masked = suppress(quantities, figures.relations, worth)

    def show(cell: Cell) -> Cell:
        if isinstance(cell, Count | Amount) and cell.key in masked:
            return Masked()
        if isinstance(cell, Hours) and cell.behind is not None and cell.behind < FEWEST:
            return Masked()
        return cell

    return computed(changed(keyed, show))


def _keyed(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with a key for every quantity that had none, so that each can be masked by itself."""
    number = iter(range(10**9))

    def name(cell: Cell) -> Cell:
        match cell:
            case Count(value, behind, ""):
                return Count(value, behind, f"#{next(number)}")
            case Amount(value, currency, behind, ""):
                return Amount(value, currency, behind, f"#{next(number)}")
        return cell

    return changed(tables, name)


def _unshown(quantities: Mapping[str, Quantity]) -> set[str]:
    return {key for key, one in quantities.items() if not one.is_shown}


def _costs(
    quantities: Mapping[str, Quantity], relations: Sequence[Relation], worth: Mapping[str, float]
) -> dict[str, float]:
    """What each number costs that may be masked beside another."""
    totals = {one.total for one in relations if one.exact}
    open_to_it = sorted(key for key, one in quantities.items() if one.may_be_masked)
    largest = max((quantities[key].value for key in open_to_it), default=1)
    return {
        key: worth.get(key, 1) * (DEARER if key in totals else 1)
        + TIE * (quantities[key].value / largest + number / len(open_to_it) / 100)
        for number, key in enumerate(open_to_it)
    }


def _reach(key: str, relations: Sequence[Relation], free: set[str]) -> set[str]:
    """The free quantities that hang together with this one by sums; the others say nothing about it."""
    reach, fresh = {key}, {key}
    while fresh:
        touched = [{one.total, *one.parts} for one in relations if fresh & {one.total, *one.parts}]
        fresh = (set().union(*touched) & free) - reach if touched else set()
        reach |= fresh
    return reach


def _beside(
    key: str,
    quantities: Mapping[str, Quantity],
    relations: Sequence[Relation],
    masked: set[str],
    costs: Mapping[str, float],
) -> set[str]:
    """What to mask beside `key`, the least costly; nothing where it is safe already, or where nothing helps."""
    hidden = masked | _unshown(quantities)
    width = quantities[key].width
    lowest, highest = believable(key, quantities, relations, hidden)
    if highest - lowest >= width - PROVED:
        return set()
    free = _reach(key, relations, hidden | costs.keys())
    sums = [one for one in relations if one.exact]  # where no bound can be kept back, at least no sum gives it away
    for wanted, known in ((width, relations), (NARROWEST, relations), (NARROWEST, sums)):
        system = _System(quantities, known, free)
        found = system.cover(key, wanted, {one: costs[one] for one in sorted(free - hidden)})
        if found is not None:
            return found
    return set()


class _System:
    """The sums over some free quantities; the others stand at their values."""

    def __init__(self, quantities: Mapping[str, Quantity], relations: Sequence[Relation], free: set[str]) -> None:
        self.keys = sorted(free)
        self.place = {one: number for number, one in enumerate(self.keys)}
        self.whole = np.array([quantities[one].whole for one in self.keys], dtype=int)
        self.values = np.array([quantities[one].value for one in self.keys], dtype=float)
        self.least = np.array([quantities[one].least if quantities[one].whole else 0 for one in self.keys], dtype=float)
        rows, highs, exact = [], [], []
        for relation in relations:
            if free.isdisjoint((relation.total, *relation.parts)):
                continue
            row, side = np.zeros(len(self.keys)), 0.0
            for one, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts)):
                if one in self.place:
                    row[self.place[one]] += sign
                else:
                    side -= sign * quantities[one].value
            rows.append(row)
            highs.append(side)
            exact.append(relation.exact)
        self.rows = np.array(rows).reshape(len(rows), len(self.keys))
        self.highs = np.array(highs)
        self.lows = np.where(exact, self.highs, -np.inf) if rows else self.highs

    def end(self, key: str, direction: int) -> float:
        """The least (`direction` 1) or greatest (-1) value of one; infinite where nothing bounds it."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        wanted = np.zeros(len(self.keys))
        wanted[self.place[key]] = direction
        found = milp(
            wanted,
            constraints=LinearConstraint(self.rows, self.lows, self.highs) if len(self.rows) else None,
            integrality=self.whole,
            bounds=Bounds(self.least, np.inf),
            options=PLAIN,
        )
        if found.status == 0:
            return float(direction * found.fun)
        return -np.inf if direction == 1 else np.inf

    def cover(self, key: str, width: float, costs: Mapping[str, float]) -> set[str] | None:
        """The least costly numbers to mask so that two believable reports differ by `width` at `key`; None where
        there are none."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import block_diag, bmat, csr_array, eye_array

        n, at = len(self.keys), [self.place[one] for one in costs]
        m = len(at)
        if not m:
            return None
        stretch = float(REACH * ceil(width))
        pick = csr_array((np.ones(m), (range(m), at)), shape=(m, n))
        gap = csr_array(([1.0, -1.0], ([0, 0], [self.place[key], n + self.place[key]])), shape=(1, 2 * n + m))
        both = block_diag((self.rows, self.rows)) if len(self.rows) else csr_array((0, 2 * n))
        none, span = csr_array((both.shape[0], m)), stretch * eye_array(m)
        limits: Any = [[pick, None, -span], [pick, None, span], [None, pick, -span], [None, pick, span]]
        stay = np.tile(self.values[at], 2)
        below, above = np.full(m, -np.inf), np.full(m, np.inf)
        found = milp(
            np.concatenate((np.zeros(2 * n), list(costs.values()))),
            constraints=[
                LinearConstraint(bmat([[both, none]]), np.tile(self.lows, 2), np.tile(self.highs, 2)),
                LinearConstraint(gap, width, np.inf),
                LinearConstraint(
                    bmat(limits),
                    np.concatenate((below, stay[:m], below, stay[m:])),
                    np.concatenate((stay[:m], above, stay[m:], above)),
                ),
            ],
            integrality=np.concatenate((self.whole, self.whole, np.ones(m))),
            bounds=Bounds(
                np.concatenate((self.least, self.least, np.zeros(m))),
                np.concatenate((np.full(2 * n, np.inf), np.ones(m))),
            ),
            options=PLAIN,
        )
        if found.status != 0:
            return None
        chosen = found.x[2 * n :] > 0.5
        return {one for one, is_chosen in zip(costs, chosen, strict=True) if is_chosen}
