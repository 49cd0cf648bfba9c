"""What speaks against a meeting standing where it stands or should stand. Pure, from rows already loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matchmaking.events.models import Event, MeetingTable, Slot
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.people import Attendances, needs_table, people_of, receiver_of, takes_part
from matchmaking.profiles.models import Profile


class Obstacle(StrEnum):
    """A reason why a meeting cannot be there."""

    OVER = "over"  # the slot has begun
    ABSENT = "absent"  # a side does not take part
    BUSY = "busy"  # a side said that it cannot
    TWICE = "twice"  # a side has another meeting then
    TABLE_TAKEN = "table_taken"
    TABLE_MISSING = "table_missing"  # a side is on site
    TABLE_USELESS = "table_useless"  # both sides are online


@dataclass(frozen=True)
class Place:
    """When and where a meeting is to be."""

    slot: Slot
    table: MeetingTable | None
    locked: bool = False

    @classmethod
    def of(cls, placement: Placement) -> Place:
        """Where it stands."""
        return cls(placement.slot, placement.table, placement.locked)

    def is_same(self, other: Place | None) -> bool:
        """Whether both are one slot and one table."""
        return other is not None and (self.slot, self.table) == (other.slot, other.table)


@dataclass(frozen=True)
class Conflict:
    """One obstacle, with who or what stands in the way."""

    obstacle: Obstacle
    profile: Profile | None = None
    other: Meeting | None = None
    table: MeetingTable | None = None


Places = Mapping[Meeting, Place]


def find_conflicts(meeting: Meeting, place: Place, standing: Places, attendances: Attendances) -> list[Conflict]:
    """Everything that speaks against `meeting` at `place` while the others stand where `standing` says."""
    found = []
    for side in meeting.sides:
        if not takes_part(side.profile, attendances):
            found.append(Conflict(Obstacle.ABSENT, side.profile))
        elif place.slot.id in attendances.busy.get(receiver_of(side.profile, attendances).key, frozenset()):
            found.append(Conflict(Obstacle.BUSY, side.profile))
    if needs_table(meeting, attendances) and place.table is None:
        found.append(Conflict(Obstacle.TABLE_MISSING))
    elif place.table is not None and not needs_table(meeting, attendances):
        found.append(Conflict(Obstacle.TABLE_USELESS, table=place.table))
    return found + find_doubles(meeting, place, standing, attendances)


def find_doubles(meeting: Meeting, place: Place, standing: Places, attendances: Attendances) -> list[Conflict]:
    """Who would be in two places at once, and which table twice."""
    found = []
    people = people_of(meeting, attendances)
    for other, where in standing.items():
        if other is meeting or where.slot.id != place.slot.id:
            continue
        for side in meeting.sides:
            if receiver_of(side.profile, attendances).key in people_of(other, attendances) & people:
                found.append(Conflict(Obstacle.TWICE, side.profile, other))
        if place.table is not None and where.table is place.table:
            found.append(Conflict(Obstacle.TABLE_TAKEN, other=other, table=place.table))
    return found


def is_over(slot: Slot, now: datetime) -> bool:
    """Whether nothing new can be put into a slot: it has begun."""
    return slot.starts_at <= now


def by_slot(standing: Places) -> dict[int, dict[Meeting, Place]]:
    """The same places, slot by slot."""
    found: dict[int, dict[Meeting, Place]] = {}
    for meeting, place in standing.items():
        found.setdefault(place.slot.id, {})[meeting] = place
    return found


def free_places(
    meeting: Meeting, event: Event, standing: Places, attendances: Attendances, *, now: datetime
) -> Iterator[Place]:
    """Every place the meeting could have without moving another one, in the order of time and of tables."""
    taken, seated = by_slot(standing), needs_table(meeting, attendances)
    for slot in event.slots:
        others = {other: where for other, where in taken.get(slot.id, {}).items() if other is not meeting}
        used = {where.table for where in others.values()}
        tables = [table for table in event.tables if table not in used] if seated else [None]
        if is_over(slot, now) or not tables or find_conflicts(meeting, Place(slot, tables[0]), others, attendances):
            continue
        yield from (Place(slot, table) for table in tables)
