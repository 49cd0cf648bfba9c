"""Which table each meeting of a slot gets: the one it has, else one where its people sit already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from matchmaking.meetings.solver.problem import Day, Spot, Wanted

KEPT, SEATED = -1000.0, -1.0  # staying where it stands always counts more than staying seated


def give_tables(
    day: Day, wanted: Sequence[Wanted], slots: Mapping[int, int], *, held: Collection[int]
) -> dict[int, Spot]:
    """A spot for every meeting that has a slot; `held` ones keep theirs. There must be a table for each that needs
    one."""
    by_slot: dict[int, list[Wanted]] = defaultdict(list)
    for one in sorted(wanted, key=lambda each: each.key):
        if one.key in slots:
            by_slot[slots[one.key]].append(one)
    placed: dict[int, Spot] = {}
    seats: dict[int, int] = {}  # person on site -> the table they sit at
    for slot in day.order:
        here = by_slot[slot]
        placed |= _seat(day, slot, here, seats, held)
        for one in here:
            table = placed[one.key].table
            if table is not None:
                seats |= {person: table for person in one.people if person not in day.online}
    return placed


def _seat(
    day: Day, slot: int, here: Sequence[Wanted], seats: Mapping[int, int], held: Collection[int]
) -> dict[int, Spot]:
    staying = {one.key: one.current for one in here if one.key in held and one.current is not None}
    used = {spot.table for spot in staying.values()}
    tables = [table for table in day.free_tables(slot) if table not in used]
    seeking = [one for one in here if one.needs_table and one.key not in staying]
    costs = np.array(
        [[_cost(one, slot, table, number, seats) for number, table in enumerate(tables)] for one in seeking]
    )
    chosen = linear_sum_assignment(costs)[1] if seeking else []
    found = {one.key: Spot(slot, tables[number]) for one, number in zip(seeking, chosen, strict=True)}
    without = {one.key: Spot(slot, None) for one in here if not one.needs_table and one.key not in staying}
    return staying | found | without


def _cost(one: Wanted, slot: int, table: int, number: int, seats: Mapping[int, int]) -> float:
    kept = KEPT if one.current == Spot(slot, table) else 0.0
    seated = sum(SEATED for person in one.people if seats.get(person) == table)
    return kept + seated + number / 1000.0  # else the first tables of the room
