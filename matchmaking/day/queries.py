"""Reading the day: the published meetings by slot and by table. Nothing of a draft is ever read here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.errors import NotFound, StaleDecision
from matchmaking.events.models import Attendance, Event, MeetingTable, Slot
from matchmaking.events.queries import find_current, get_event
from matchmaking.extensions import db
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule
from matchmaking.meetings.queries import WITH_MEETING, find_published
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import in_place

TOLD = (MeetingStatus.PUBLISHED, MeetingStatus.HELD, MeetingStatus.MISSED)


def current_event(now: datetime) -> Event:
    """The event of the day; raises NotFound where there is none."""
    event = find_current(now)
    if event is None:
        raise NotFound("event")
    return event


def running_slot(event: Event, now: datetime) -> Slot | None:
    """The slot that runs; None between slots."""
    return next((slot for slot in event.slots if slot.starts_at <= now < slot.ends_at), None)


def next_slot(event: Event, now: datetime) -> Slot | None:
    """The slot that begins next."""
    return next((slot for slot in event.slots if slot.starts_at > now), None)


def list_told(schedule: Schedule | None, slots: Collection[Slot] | None = None) -> Sequence[Placement]:
    """The meetings of the published version that were not cancelled, in the order of time; of these slots only."""
    if schedule is None or schedule.number is None:
        return []
    query = (
        sa.select(Placement)
        .join(Placement.meeting)
        .where(Placement.schedule_id == schedule.id, Meeting.status.in_(TOLD))
        .options(*WITH_MEETING)
    )
    if slots is not None:
        query = query.where(Placement.slot_id.in_([slot.id for slot in slots]))
    return db.session.scalars(query.order_by(Placement.starts_at, Placement.id)).all()


def list_told_at(table: MeetingTable) -> Sequence[Placement]:
    """What is told of one table, in the order of time."""
    return [one for one in list_told(find_published(table.event)) if one.table_id == table.id]


def get_placement(event: Event, meeting_id: int) -> Placement:
    """Where a published meeting stands; raises NotFound for any that nobody was told of, StaleDecision for one that
    was cancelled or given away meanwhile."""
    for placement in list_told(find_published(event)):
        if placement.meeting_id == meeting_id:
            return placement
    meeting = db.session.get(Meeting, meeting_id)
    if meeting is not None and meeting.event_id == event.id and meeting.status is MeetingStatus.CANCELLED:
        raise StaleDecision(str(_("This meeting was cancelled, or its place was given away.")))
    raise NotFound(f"meeting {meeting_id}")


def get_side(event: Event, side_id: int) -> tuple[MeetingSide, Placement]:
    """One side of a told meeting, and where it stood; raises NotFound."""
    side = db.session.get(MeetingSide, side_id)
    if side is None or side.meeting.event_id != event.id:
        raise NotFound(f"side {side_id}")
    return side, get_placement(event, side.meeting_id)


def list_waiting(event: Event) -> Sequence[Attendance]:
    """Organisations that are there and meet nobody before an organizer has published them; who came first, first."""
    query = (
        sa.select(Attendance)
        .join(Attendance.profile)
        .where(
            Attendance.event_id == event.id,
            Attendance.arrived_at.is_not(None),
            Attendance.cancelled_at.is_(None),
            Profile.status == ProfileStatus.SUBMITTED,
            in_place(),
        )
        .options(
            joinedload(Attendance.profile).options(
                selectinload(Profile.opportunities), joinedload(Profile.contact_user)
            ),
            joinedload(Attendance.person),
        )
    )
    return db.session.scalars(query.order_by(Attendance.arrived_at, Attendance.id)).all()


def get_attendance(event: Event, attendance_id: int) -> Attendance:
    """One organisation of the event; raises NotFound."""
    found = db.session.get(Attendance, attendance_id)
    if found is None or found.event_id != event.id:
        raise NotFound(f"attendance {attendance_id}")
    return found


def get_table(table_id: int) -> MeetingTable:
    """A table of an event that exists here; raises NotFound."""
    found = db.session.get(MeetingTable, table_id)
    if found is None:
        raise NotFound(f"table {table_id}")
    get_event(found.event_id)
    return found


def list_days(event: Event) -> dict[str, datetime]:
    """The days of the published meetings (by Bamako's calendar, as 2026-12-07), with the end of each one's last."""
    days: dict[str, datetime] = {}
    for placement in list_told(find_published(event)):
        day = placement.starts_at.date().isoformat()
        days[day] = max(placement.ends_at, days.get(day, placement.ends_at))
    return days
