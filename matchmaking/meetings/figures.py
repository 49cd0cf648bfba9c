"""How a schedule treats those on site and those online: meetings and waiting of each organisation. Pure, from rows
already loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean

from matchmaking.events.models import Event, Mode, SessionKind
from matchmaking.meetings.models import Placement
from matchmaking.meetings.people import Attendances, receiver_of
from matchmaking.meetings.waiting import Course, waits


@dataclass(frozen=True)
class Share:
    """What those who take part in one way have on average."""

    mode: Mode
    organisations: int
    without: int  # that have no meeting at all
    meetings: float
    gaps: float  # slots in which whoever comes for it waits


def shares(event: Event, placements: Sequence[Placement], attendances: Attendances) -> list[Share]:
    """On site and online, side by side."""
    meetings: dict[int, int] = defaultdict(int)
    taken: dict[int, set[int]] = defaultdict(set)  # by person: one may come for two organisations
    for placement in placements:
        for side in placement.meeting.sides:
            meetings[side.profile_id] += 1
            taken[receiver_of(side.profile, attendances).key].add(placement.slot_id)
    course, found = course_of(event), []
    for mode in Mode:
        own = {key: one for key, one in attendances.items() if one.cancelled_at is None and one.mode is mode}
        counts = [meetings[key] for key in own]
        people = [receiver_of(one.profile, attendances).key for key, one in own.items()]
        gaps = [waits(course, taken[key], attendances.busy[key]) for key in people]
        found.append(
            Share(mode, len(own), counts.count(0), mean(counts) if counts else 0.0, mean(gaps) if gaps else 0.0)
        )
    return found


def course_of(event: Event) -> Course:
    """The slots of an event with the holes between them, day by day."""
    found: list[list[int]] = []
    end: datetime | None = None
    hole = 0
    for slot in sorted(event.slots, key=lambda one: one.starts_at):
        if end is None or slot.starts_at.date() != end.date():
            found.append([])
        else:
            missing = _hole(event, end, slot.starts_at)
            found[-1] += range(hole - 1, hole - 1 - missing, -1)
            hole -= missing
        found[-1].append(slot.id)
        end = slot.ends_at
    return tuple(map(tuple, found))


def _hole(event: Event, begins: datetime, ends: datetime) -> int:
    """How many slots would fit between two that follow one another, where the programme has no break: the day was
    shifted. Between two sessions of which it says nothing, all the time is a break."""
    meeting = [one for one in event.sessions if one.kind is SessionKind.MEETINGS]
    others = [one for one in event.sessions if one.kind is not SessionKind.MEETINGS]
    breaks = sorted((one.starts_at, one.ends_at) for one in others if one.starts_at < ends and one.ends_at > begins)
    if not breaks and not any(one.starts_at <= begins and ends <= one.ends_at for one in meeting):
        return 0
    idle, at = timedelta(), begins
    for starts, stops in breaks:
        idle += max(starts - at, timedelta())
        at = max(at, stops)
    idle += max(ends - at, timedelta())
    return int(idle / timedelta(minutes=event.slot_minutes) + 0.5)
