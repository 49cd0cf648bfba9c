"""A schedule for a day, from nothing or from one that stands."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from matchmaking.meetings.solver.placing import Placing, place, place_near
from matchmaking.meetings.solver.problem import Arrangement, Day, Reason, Wanted
from matchmaking.meetings.solver.reasons import reason_for
from matchmaking.meetings.solver.tables import give_tables
from matchmaking.meetings.solver.waiting import close_gaps

SECONDS = 20.0
PLACING = 0.8  # of the time of a repair: few moves come before little waiting


def arrange(day: Day, wanted: Sequence[Wanted], *, seconds: float = SECONDS) -> Arrangement:
    """As many meetings as possible (by weight); of those schedules one with little waiting, shared by both shores.

    Locked meetings stay; where anything else stood is not looked at. `seconds` bounds the search for less waiting;
    placing is exact and takes a small part of it. The same question gets the same answer, unless time cuts it short.
    """
    wanted = sorted(wanted, key=lambda one: one.key)
    standing, clashing = _hold(day, wanted)
    free = [one for one in wanted if one not in standing and one.key not in clashing]
    found = place(day, free, standing, seconds=seconds / 2)
    slots = close_gaps(day, free, standing, found.slots, seconds=seconds / 2)
    return _arrangement(day, wanted, Placing(slots, found.optimal), standing, clashing)


def repair(day: Day, wanted: Sequence[Wanted], *, seconds: float = SECONDS) -> Arrangement:
    """As many meetings as possible (by weight); of those schedules one that moves the fewest from `current`; of what is
    new or has to move, little waiting.

    A meeting whose spot still holds and that stands in nobody's way stays, table included.
    """
    wanted = sorted(wanted, key=lambda one: one.key)
    standing, clashing = _hold(day, wanted)
    free = [one for one in wanted if one not in standing and one.key not in clashing]
    began = monotonic()
    found = place_near(day, free, standing, seconds=seconds * PLACING)
    staying = {one: one.current.slot for one in free if one.current and found.slots.get(one.key) == one.current.slot}
    moving = [one for one in free if one not in staying]
    moved = {one.key: found.slots[one.key] for one in moving if one.key in found.slots}
    left = seconds - (monotonic() - began)
    slots = found.slots | close_gaps(day, moving, standing | staying, moved, seconds=left)
    return _arrangement(day, wanted, Placing(slots, found.optimal), standing, clashing)


def _hold(day: Day, wanted: Sequence[Wanted]) -> tuple[dict[Wanted, int], set[int]]:
    """The meetings that stay where they are, locked or over, and the keys of those that cannot: who was there first
    by key has the place."""
    standing: dict[Wanted, int] = {}
    clashing: set[int] = set()
    used: set[tuple[str, int, int]] = set()
    for one in wanted:
        if one.current is None or not (one.locked or one.current.slot in day.closed):
            continue
        needs = {("person", person, one.current.slot) for person in one.people}
        if one.current.table is not None:
            needs.add(("table", one.current.table, one.current.slot))
        if needs & used or not _holds(day, one):
            clashing.add(one.key)
        else:
            used |= needs
            standing[one] = one.current.slot
    return standing, clashing


def _holds(day: Day, one: Wanted) -> bool:
    """Whether a meeting that stays is possible where it is; what is over has been."""
    spot = one.current
    if spot is None or spot.slot not in day.order:
        return False
    if spot.slot in day.closed:
        return True
    has_table = spot.table in day.free_tables(spot.slot) if one.needs_table else True
    return has_table and all(day.is_free(person, spot.slot) for person in one.people)


def _arrangement(
    day: Day, wanted: Sequence[Wanted], found: Placing, standing: dict[Wanted, int], clashing: set[int]
) -> Arrangement:
    slots = found.slots | {one.key: slot for one, slot in standing.items()}
    placed = give_tables(day, wanted, slots, held={one.key for one in standing})
    unplaced = {
        one.key: Reason.LOCKED_CLASH if one.key in clashing else reason_for(day, one, wanted, placed)
        for one in wanted
        if one.key not in placed
    }
    return Arrangement(placed, unplaced, found.optimal)
