"""What the day board shows: the slot that runs and the next one, table by table, and first of all who is missing.

It holds names and organisations, as people say them at the door, and no telephone and no address: helpers read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.day import queries
from matchmaking.events.door import person_name
from matchmaking.events.models import Attendance, Event, MeetingTable, Mode, Slot
from matchmaking.events.queries import list_guests
from matchmaking.lists import apart
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.people import Attendances
from matchmaking.meetings.policy import can_replace, is_provisional
from matchmaking.profiles import labels
from matchmaking.profiles.disclosure import public_name, shown_text
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Side


@dataclass(frozen=True)
class Seat:
    """One side of a meeting."""

    profile: Profile
    attendance: Attendance | None

    @property
    def is_there(self) -> bool:
        """Whether somebody has marked it present."""
        return self.attendance is not None and self.attendance.is_there

    @property
    def is_online(self) -> bool:
        """Whether it takes part by video."""
        return self.attendance is None or self.attendance.mode is Mode.ONLINE

    @property
    def person(self) -> str:
        """Who comes."""
        return person_name(self.attendance) if self.attendance else public_name(self.profile)


@dataclass(frozen=True)
class Sitting:
    """A meeting in the slot that runs or in the next one."""

    placement: Placement
    seats: tuple[Seat, Seat]  # Mali first
    provisional: bool
    can_replace: bool  # one side waits for another that did not come

    @property
    def meeting(self) -> Meeting:
        """Its row."""
        return self.placement.meeting

    @property
    def missing(self) -> list[Seat]:
        """Who is not there."""
        return [seat for seat in self.seats if not seat.is_there]

    def other(self, seat: Seat) -> Seat:
        """The side across the border."""
        return self.seats[1] if seat is self.seats[0] else self.seats[0]


@dataclass(frozen=True)
class Missing:
    """Somebody to look for."""

    seat: Seat
    sitting: Sitting

    @property
    def waits(self) -> Seat:
        """Whom they would meet."""
        return self.sitting.other(self.seat)


@dataclass(frozen=True)
class Waiting:
    """An organisation that is there and waits to be published; as much of it as may lie open in a room."""

    attendance: Attendance

    @property
    def profile(self) -> Profile:
        """Its profile, with the version that the page shows."""
        return self.attendance.profile

    @property
    def person(self) -> str:
        """Who comes."""
        return person_name(self.attendance)

    @property
    def kind(self) -> str:
        """What kind of organisation it is."""
        return labels.label(self.profile.kind)

    @property
    def seeks(self) -> str:
        """Its needs by their titles."""
        return self._titles(Side.NEED)

    @property
    def offers(self) -> str:
        """Its offers by their titles."""
        return self._titles(Side.OFFER)

    def _titles(self, side: Side) -> str:
        rows = [row.title for row in self.profile.opportunities if row.side is side]
        return apart(shown_text(self.profile, title, to_other_side=True) for title in rows)


@dataclass(frozen=True)
class TableNow:
    """One table, or None for what both sides hold by video."""

    table: MeetingTable | None
    now: Sequence[Sitting]
    next: Sequence[Sitting]

    @property
    def is_free(self) -> bool:
        """Whether somebody could sit down at it."""
        return self.table is not None and not self.now and not self.next


@dataclass(frozen=True, kw_only=True)
class Board:
    """Ready for the page."""

    event: Event
    number: int | None  # of the published version
    running: Slot | None
    coming: Slot | None
    missing: Sequence[Missing]  # of the slot that runs, then of the next
    tables: Sequence[TableNow]
    present: int
    expected: int
    waiting: Sequence[Waiting]  # for an organizer's yes; only organizers read it


def build(event: Event, *, now: datetime, publishes: bool) -> Board:
    """The board of this moment, for somebody who publishes or not. Few queries, however many meetings there are."""
    published = schedules.find_published(event)
    running, coming = queries.running_slot(event, now), queries.next_slot(event, now)
    attendances = schedules.attendances_of(event)
    placements = queries.list_told(published, [slot for slot in (running, coming) if slot])
    sittings = [sitting_of(one, attendances, now=now) for one in placements]
    attending = [one for one in attendances.values() if one.cancelled_at is None]
    guests = list_guests(event)
    return Board(
        event=event,
        number=published.number if published else None,
        running=running,
        coming=coming,
        missing=_missing(sittings),
        tables=list(_tables(event, sittings, running, coming)),
        present=sum(bool(one.arrived_at) for one in attending) + sum(bool(one.arrived_at) for one in guests),
        expected=len(attending) + len(guests),
        waiting=[Waiting(one) for one in queries.list_waiting(event)] if publishes else [],
    )


def sitting_of(placement: Placement, attendances: Attendances, *, now: datetime) -> Sitting:
    """A meeting with who is there."""
    introduction = placement.meeting.introduction
    ml, dz = (Seat(one, attendances.get(one.id)) for one in (introduction.ml_profile, introduction.dz_profile))
    can_be_replaced = can_replace(placement, attendances, now=now)
    return Sitting(placement, (ml, dz), is_provisional(placement.meeting), can_be_replaced)


def _missing(sittings: Iterable[Sitting]) -> list[Missing]:
    """Each organisation once, for the first meeting it is missed at; those somebody waits for before the others."""
    found: dict[int, Missing] = {}
    for sitting in sittings:
        if sitting.meeting.status is MeetingStatus.PUBLISHED:
            for seat in sitting.missing:
                found.setdefault(seat.profile.id, Missing(seat, sitting))
    return sorted(
        found.values(),
        key=lambda one: (
            one.sitting.placement.starts_at,
            not one.waits.is_there,
            public_name(one.seat.profile).casefold(),
        ),
    )


def _tables(event: Event, sittings: Sequence[Sitting], running: Slot | None, coming: Slot | None) -> Iterable[TableNow]:
    for table in (*event.tables, None):
        own = [one for one in sittings if one.placement.table is table]
        yield TableNow(
            table,
            [one for one in own if running and one.placement.slot_id == running.id],
            [one for one in own if coming and one.placement.slot_id == coming.id],
        )
