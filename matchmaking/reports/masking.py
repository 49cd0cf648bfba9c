"""Which cells a report keeps to itself, so that nobody behind them is recognised. Pure; it loads scipy.

A cell with fewer than three organisations (or persons) behind it is masked; a zero, behind which nobody stands, is
shown. Then other cells are masked beside it until no masked value can be computed, nor bounded too tightly, from what
is shown: for each one the smallest and the largest value are sought that a reader who adds up everything could still
believe (a mixed integer program; the reader knows that counts are whole and that zeros are never masked). Greedy, with
this exact check in its loop: the method's frame is Fischetti and Salazar's (Management Science 47, 2001), ours is small
and seeks a safe pattern, not the smallest one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchmaking.reports.tables import Amount, Cell, Count, Figures, Hours, Masked, Relation, Table, changed, computed
from matchmaking.reports.tables import quantities as named

FEWEST = 3  # organisations or persons behind a cell that is shown
WIDTH = 0.2  # of its value: how far apart the believable ends of a masked cell must be
NARROWEST = 1  # and never nearer than this
PROVED = 1e-6  # what rounding in the solver may do


@dataclass(frozen=True)
class Quantity:
    """A number to be published or masked; `behind` None for one that is counted openly."""

    value: float
    behind: int | None
    whole: bool = True

    @property
    def is_sensitive(self) -> bool:
        """Whether too few stand behind it."""
        return self.behind is not None and 0 < self.behind < FEWEST

    @property
    def may_be_masked(self) -> bool:
        """Whether it may be masked for the sake of another: never a zero, nor what is counted openly."""
        return self.behind is not None and self.value > 0

    @property
    def width(self) -> float:
        """How far apart the values that a reader may believe must be."""
        return max(float(NARROWEST), WIDTH * abs(self.value))


def suppress(
    quantities: Mapping[str, Quantity], relations: Sequence[Relation], last: Collection[str] = ()
) -> frozenset[str]:
    """The keys to mask: those with too few behind them, and what must be masked beside them; `last` names those that
    a reader misses most."""
    masked = {key for key, one in quantities.items() if one.is_sensitive}
    waiting = sorted(masked)
    while waiting:
        key = waiting.pop(0)
        while not _is_safe(key, quantities, relations, masked):
            beside = _beside(key, quantities, relations, masked, last)
            if beside is None:
                break  # nothing shown bears on it any more
            masked.add(beside)
            waiting.append(beside)
    return frozenset(masked)


def believable(
    key: str, quantities: Mapping[str, Quantity], relations: Sequence[Relation], masked: frozenset[str] | set[str]
) -> tuple[float, float]:
    """The smallest and the largest value of a masked quantity that agree with everything shown."""
    reach = _reach(key, relations, masked)
    keys = sorted(reach)
    place = {one: number for number, one in enumerate(keys)}
    rows, lows, highs = [], [], []
    for relation in relations:
        if not reach & {relation.total, *relation.parts}:
            continue
        row, side = np.zeros(len(keys)), 0.0
        for one, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts)):
            if one in place:
                row[place[one]] += sign
            else:
                side -= sign * quantities[one].value
        rows.append(row)
        lows.append(side if relation.exact else -np.inf)
        highs.append(side)
    whole = [quantities[one].whole for one in keys]
    sums = (np.array(rows), lows, highs) if rows else None
    return _end(place[key], 1, sums, whole), _end(place[key], -1, sums, whole)


def published(figures: Figures, last: Collection[str] = ()) -> tuple[Table, ...]:
    """The tables as a report shows them: masked, then their shares computed from what is left."""
    keyed = _keyed(figures.tables)
    amounts = {
        key: Quantity(float(cell.value), cell.behind, whole=isinstance(cell, Count))
        for key, cell in named(keyed).items()
    }
    relations = [one for one in figures.relations if {one.total, *one.parts} <= amounts.keys()]
    masked = suppress(amounts, relations, last)

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


def _is_safe(key: str, quantities: Mapping[str, Quantity], relations: Sequence[Relation], masked: set[str]) -> bool:
    lowest, highest = believable(key, quantities, relations, masked)
    return highest - lowest >= quantities[key].width - PROVED


def _reach(key: str, relations: Sequence[Relation], masked: frozenset[str] | set[str]) -> set[str]:
    """The masked quantities that hang together with this one by sums; the others say nothing about it."""
    reach, fresh = {key}, {key}
    while fresh:
        touched = [{one.total, *one.parts} for one in relations if fresh & {one.total, *one.parts}]
        fresh = (set().union(*touched) & masked) - reach if touched else set()
        reach |= fresh
    return reach


def _beside(
    key: str,
    quantities: Mapping[str, Quantity],
    relations: Sequence[Relation],
    masked: set[str],
    last: Collection[str],
) -> str | None:
    """What to mask next, of the numbers above zero; None where none is left. A sum with one masked member alone gives
    it away, so what closes most of these comes first: parts before totals, near before far, small before large.
    Where every sum has two, the first that makes `key` safe by itself."""
    reach = _reach(key, relations, masked)
    sums = [(one.total, {one.total, *one.parts}) for one in relations]
    sums = [(total, members) for total, members in sums if reach & members]
    telling = [members for _total, members in sums if len(members & masked) == 1]
    totals = {total for total, _members in sums}
    near = {one for _total, members in sums if key in members for one in members}

    def cost(one: str) -> tuple[bool, int, bool, bool, float, str]:
        closed = sum(one in members for members in telling)
        return one in last, -closed, one in totals, one not in near, quantities[one].value, one

    shown = {one for _total, members in sums for one in members} - masked
    candidates = sorted((one for one in shown if quantities[one].may_be_masked), key=cost)
    if telling or not candidates:
        return candidates[0] if candidates else None
    safe = (one for one in candidates if _is_safe(key, quantities, relations, masked | {one}))
    return next(safe, candidates[0])


def _end(place: int, direction: int, sums: tuple[Any, list[float], list[float]] | None, whole: Sequence[bool]) -> float:
    """The least (`direction` 1) or greatest (-1) value at `place`; infinite where nothing bounds it."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    wanted = np.zeros(len(whole))
    wanted[place] = direction
    found = milp(
        wanted,
        constraints=LinearConstraint(*sums) if sums else None,
        integrality=np.array(whole, dtype=int),
        bounds=Bounds(np.array(whole, dtype=float), np.inf),  # a masked count is at least one, an amount not negative
    )
    if found.status == 0:
        return float(direction * found.fun)
    return -np.inf if direction == 1 else np.inf
