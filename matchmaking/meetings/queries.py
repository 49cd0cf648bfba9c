"""Reading schedules and meetings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.accounts.models import User
from matchmaking.errors import NotFound
from matchmaking.events.models import Attendance, Event
from matchmaking.extensions import db
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.meetings import policy
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import (
    Meeting,
    MeetingSide,
    Placement,
    Schedule,
    ScheduleNotice,
    UnplacedIntroduction,
)
from matchmaking.meetings.people import Attendances
from matchmaking.outbox.queries import is_lost
from matchmaking.profiles.lifecycle import ProfileStatus
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
WITH_SIDES = (
    selectinload(Meeting.sides).joinedload(MeetingSide.profile),
    joinedload(Meeting.introduction).selectinload(Introduction.sides).joinedload(IntroductionSide.profile),
)


def subject_ref(event: Event) -> str:
    """How letters and the audit trail name an event's schedule."""
    return f"schedule:{event.id}"


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


def list_meetings_of(introduction_id: int) -> Sequence[Meeting]:
    """The meetings of an introduction, one for each event."""
    query = sa.select(Meeting).where(Meeting.introduction_id == introduction_id)
    return db.session.scalars(query.options(*WITH_SIDES).order_by(Meeting.id)).all()


def find_schedule(schedule_id: int) -> Schedule | None:
    """A version or a draft; None where it was thrown away."""
    return db.session.get(Schedule, schedule_id)


def get_draft(event: Event) -> Schedule:
    """The version that organizers work on; raises NotFound."""
    found = find_draft(event)
    if found is None:
        raise NotFound
    return found


def get_version(event: Event, number: int) -> Schedule:
    """A published version by its number; raises NotFound."""
    query = sa.select(Schedule).where(Schedule.event_id == event.id, Schedule.number == number)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def find_version_before(schedule: Schedule) -> Schedule | None:
    """The version that a published one took the place of."""
    query = sa.select(Schedule).where(Schedule.event_id == schedule.event_id, Schedule.number < schedule.number)
    return db.session.scalars(query.order_by(Schedule.number.desc()).limit(1)).first()


def get_meeting(event: Event, meeting_id: int) -> Meeting:
    """One of the event's meetings; raises NotFound."""
    query = sa.select(Meeting).where(Meeting.id == meeting_id, Meeting.event_id == event.id)
    found = db.session.scalar(query.options(*WITH_SIDES))
    if found is None:
        raise NotFound
    return found


def get_meeting_of(event: Event, introduction_id: int) -> Meeting:
    """The event's meeting of an introduction; raises NotFound."""
    query = sa.select(Meeting).where(Meeting.introduction_id == introduction_id, Meeting.event_id == event.id)
    found = db.session.scalar(query.options(*WITH_SIDES))
    if found is None:
        raise NotFound
    return found


def get_own_meeting(meeting_id: int, user: User) -> tuple[MeetingSide, Placement]:
    """The side this participant stands for and where the published schedule puts the meeting; raises NotFound for
    other people's meetings and for those that nobody outside may know of."""
    meeting = db.session.get(Meeting, meeting_id)
    side = policy.own_side(user, meeting) if meeting else None
    placement = find_placement(find_published(meeting.event), meeting) if meeting else None
    if side is None or placement is None:
        raise NotFound
    return side, placement


def find_placement(schedule: Schedule | None, meeting: Meeting) -> Placement | None:
    """Where a version puts a meeting; None where it is not in it."""
    if schedule is None:
        return None
    query = sa.select(Placement).where(Placement.schedule_id == schedule.id, Placement.meeting_id == meeting.id)
    return db.session.scalar(query)


def attendances_of(event: Event, among: Collection[int] | None = None) -> Attendances:
    """Who takes part and how, by profile, those who cancelled included; people and busy slots at hand. Of these
    profiles only, where ids are named: enough for one person's sheet, not for what the others have free."""
    query = (
        sa.select(Attendance)
        .where(Attendance.event_id == event.id, sa.true() if among is None else Attendance.profile_id.in_(among))
        .options(
            joinedload(Attendance.profile).joinedload(Profile.contact_user),
            joinedload(Attendance.person),
            selectinload(Attendance.busy),
        )
        .order_by(Attendance.id)
    )
    return Attendances((one.profile_id, one) for one in db.session.scalars(query))


def list_to_place(event: Event, now: datetime) -> Sequence[Introduction]:
    """The introductions that belong in the schedule: those that may be given a meeting, between two published
    organisations that both take part."""
    query = (
        sa.select(Attendance.profile_id)
        .join(Attendance.profile)
        .where(
            Attendance.event_id == event.id,
            Attendance.cancelled_at.is_(None),
            Profile.status == ProfileStatus.PUBLISHED,
        )
    )
    coming = set(db.session.scalars(query))
    found = introductions.list_schedulable(event, now)
    return [one for one in found if {one.ml_profile_id, one.dz_profile_id} <= coming]


def meetings_by_introduction(event: Event) -> dict[int, Meeting]:
    """The event's meetings, placed or not, by their introduction."""
    query = sa.select(Meeting).where(Meeting.event_id == event.id).options(*WITH_SIDES).order_by(Meeting.id)
    return {one.introduction_id: one for one in db.session.scalars(query)}


def list_cancelled(event: Event) -> Sequence[Meeting]:
    """What was cancelled, the latest first."""
    query = sa.select(Meeting).where(Meeting.event_id == event.id, Meeting.status == MeetingStatus.CANCELLED)
    return db.session.scalars(query.options(*WITH_SIDES).order_by(Meeting.cancelled_at.desc(), Meeting.id)).all()


def list_unplaced(schedule: Schedule | None) -> Sequence[UnplacedIntroduction]:
    """What a version found no place for."""
    if schedule is None:
        return []
    query = (
        sa.select(UnplacedIntroduction)
        .where(UnplacedIntroduction.schedule_id == schedule.id)
        .options(
            joinedload(UnplacedIntroduction.introduction)
            .selectinload(Introduction.sides)
            .joinedload(IntroductionSide.profile)
        )
        .order_by(UnplacedIntroduction.id)
    )
    return db.session.scalars(query).all()


def list_notices(event: Event) -> Sequence[ScheduleNotice]:
    """Who was or is to be told of which version, the newest first, with the letters."""
    query = (
        sa.select(ScheduleNotice)
        .join(ScheduleNotice.schedule)
        .where(Schedule.event_id == event.id)
        .options(
            joinedload(ScheduleNotice.message),
            joinedload(ScheduleNotice.user),
            joinedload(ScheduleNotice.profile),
            joinedload(ScheduleNotice.schedule),
        )
        .order_by(Schedule.number.desc(), ScheduleNotice.id)
    )
    return db.session.scalars(query).all()


def count_to_call(event: Event) -> int:
    """How many people nobody has told and no letter will: the rule of `notifications.must_be_called` in SQL."""
    unsent = sa.or_(ScheduleNotice.message_id.is_(None), is_lost())
    query = (
        sa.select(sa.func.count(ScheduleNotice.id))
        .join(ScheduleNotice.schedule)
        .outerjoin(ScheduleNotice.message)
        .where(Schedule.event_id == event.id, unsent)
        .where(ScheduleNotice.replaced_at.is_(None), ScheduleNotice.told_at.is_(None))
    )
    return db.session.scalar(query) or 0


def get_notice(event: Event, notice_id: int) -> ScheduleNotice:
    """Somebody to be told; raises NotFound."""
    query = sa.select(ScheduleNotice).join(ScheduleNotice.schedule)
    found = db.session.scalar(query.where(ScheduleNotice.id == notice_id, Schedule.event_id == event.id))
    if found is None:
        raise NotFound
    return found
