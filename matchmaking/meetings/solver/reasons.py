"""Why a meeting was not placed, from the schedule as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchmaking.meetings.solver.problem import Day, Reason, Spot, Wanted


def reason_for(day: Day, one: Wanted, wanted: Sequence[Wanted], placed: Mapping[int, Spot]) -> Reason:
    """What keeps `one` out of a schedule, the plainest reason first."""
    open_slots = [slot for slot in day.order if slot not in day.closed]
    free = {person: [slot for slot in open_slots if day.is_free(person, slot)] for person in one.people}
    common = [slot for slot in open_slots if all(slot in free[person] for person in one.people)]
    if not common:
        return Reason.NO_COMMON_SLOT
    met = {(person, placed[other.key].slot) for other in wanted if other.key in placed for person in other.people}
    left = {person: [slot for slot in free[person] if (person, slot) not in met] for person in one.people}
    if any(all(slot in left[person] for person in one.people) for slot in common):
        return Reason.NO_TABLE  # both are free together: only a table is missing
    return Reason.NO_ROOM if all(left.values()) else Reason.PERSON_FULL
