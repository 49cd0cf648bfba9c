"""Reading schedules and meetings."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule
from matchmaking.profiles.models import Profile

WITH_MEETING = (
    joinedload(Placement.slot),
    joinedload(Placement.table),
    joinedload(Placement.meeting).selectinload(Meeting.sides).joinedload(MeetingSide.profile),
    joinedload(Placement.meeting)
    .joinedload(Meeting.introduction)
    .selectinload(Introduction.sides)
    .joinedload(IntroductionSide.contact_user),
)


def find_draft(event: Event) -> Schedule | None:
    """The version that organizers work on; None where nobody has begun one."""
    return db.session.scalar(sa.select(Schedule).where(Schedule.event_id == event.id, Schedule.number.is_(None)))


def find_published(event: Event) -> Schedule | None:
    """The version that holds; None before the first publication."""
    query = sa.select(Schedule).where(Schedule.event_id == event.id, Schedule.number.is_not(None))
    return db.session.scalars(query.order_by(Schedule.number.desc()).limit(1)).first()


def list_versions(event: Event) -> Sequence[Schedule]:
    """All published versions, the newest first."""
    query = sa.select(Schedule).where(Schedule.event_id == event.id, Schedule.number.is_not(None))
    return db.session.scalars(query.order_by(Schedule.number.desc())).all()


def list_placements(schedule: Schedule | None) -> Sequence[Placement]:
    """Where a version puts its meetings, in the order of time, with all that a page shows at hand."""
    if schedule is None:
        return []
    query = sa.select(Placement).where(Placement.schedule_id == schedule.id).options(*WITH_MEETING)
    return db.session.scalars(query.order_by(Placement.starts_at, Placement.id)).all()


def list_placements_of(schedule: Schedule | None, profile: Profile) -> Sequence[Placement]:
    """One organisation's meetings in a version, in the order of time."""
    if schedule is None:
        return []
    query = (
        sa.select(Placement)
        .join(MeetingSide, MeetingSide.meeting_id == Placement.meeting_id)
        .where(Placement.schedule_id == schedule.id, MeetingSide.profile_id == profile.id)
        .options(*WITH_MEETING)
    )
    return db.session.scalars(query.order_by(Placement.starts_at, Placement.id)).all()


def find_meeting_of(introduction: Introduction) -> Meeting | None:
    """The newest meeting of an introduction."""
    query = sa.select(Meeting).where(Meeting.introduction_id == introduction.id).options(selectinload(Meeting.sides))
    return db.session.scalars(query.order_by(Meeting.id.desc()).limit(1)).first()
