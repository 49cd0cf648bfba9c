"""Reading what goes on paper. Few queries, however many meetings there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.accounts.models import User
from matchmaking.errors import NotFound
from matchmaking.events.models import Attendance, Event
from matchmaking.extensions import db
from matchmaking.introductions import policy as introducing
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.meetings import queries
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule
from matchmaking.meetings.sheets.models import PrintPack
from matchmaking.profiles.models import Membership, Profile


def list_own_profiles(user: User, event: Event) -> Sequence[Profile]:
    """The organisations this person is a member or the contact person of, or represents at the event."""
    represented = sa.select(Attendance.profile_id).where(
        Attendance.event_id == event.id, Attendance.person_id == user.id
    )
    member = sa.select(Membership.profile_id).where(Membership.user_id == user.id)
    query = sa.select(Profile).where(
        sa.or_(Profile.id.in_(member), Profile.contact_user_id == user.id, Profile.id.in_(represented))
    )
    return db.session.scalars(query.order_by(Profile.name, Profile.id)).all()


def list_told(schedule: Schedule | None, profiles: Iterable[Profile]) -> Sequence[Placement]:
    """The meetings of some organisations that stand in a published version, in the order of time, with all that their
    sheets show at hand."""
    placements = db.session.scalars(_told(schedule, profiles)).all()
    _load_introductions(placements)
    return placements


def find_next_told(schedule: Schedule | None, profiles: Iterable[Profile], *, now: datetime) -> Placement | None:
    """Of the same meetings the one that is running or comes next."""
    return db.session.scalars(_told(schedule, profiles).where(Placement.ends_at > now).limit(1)).first()


def _told(schedule: Schedule | None, profiles: Iterable[Profile]) -> sa.Select[Placement]:
    ids = [profile.id for profile in profiles]
    own = sa.select(MeetingSide.meeting_id).where(MeetingSide.profile_id.in_(ids))
    is_published = sa.false() if schedule is None or schedule.number is None else Placement.schedule_id == schedule.id
    return (
        sa.select(Placement)
        .join(Placement.meeting)
        .where(
            is_published,
            Meeting.id.in_(own),
            Meeting.status.not_in([MeetingStatus.DRAFT, MeetingStatus.CANCELLED]),
        )
        .options(*queries.WITH_MEETING)
        .order_by(Placement.starts_at, Placement.id)
    )


def list_all_told(schedule: Schedule) -> Sequence[Placement]:
    """All meetings of a published version, for the pack."""
    profiles = sa.select(Profile).where(
        Profile.id.in_(
            sa.select(MeetingSide.profile_id)
            .join(Placement, Placement.meeting_id == MeetingSide.meeting_id)
            .where(Placement.schedule_id == schedule.id)
        )
    )
    return list_told(schedule, db.session.scalars(profiles.order_by(Profile.id)).all())


def _load_introductions(placements: Sequence[Placement]) -> None:
    """The consents that open contacts, and the offers and needs that say why: for all meetings at once."""
    ids = {placement.meeting.introduction_id for placement in placements}
    query = sa.select(Introduction).where(Introduction.id.in_(ids)).options(*introductions.WITH_SIDES)
    db.session.scalars(query).all()
    profiles = {side.profile_id for placement in placements for side in placement.meeting.sides}
    loaded = (
        sa.select(Profile)
        .where(Profile.id.in_(profiles))
        .options(
            selectinload(Profile.opportunities),
            joinedload(Profile.contact_user).selectinload(User.consents),
        )
    )
    db.session.scalars(loaded).all()


def get_told(meeting_id: int, user: User) -> tuple[Placement, Profile]:
    """One meeting of the reader's, where it stands in the published version, or stood last if it was cancelled.

    Raises NotFound for everybody else's, and for one that nobody was told of.
    """
    meeting = db.session.get(Meeting, meeting_id)
    if meeting is None or meeting.status is MeetingStatus.DRAFT:
        raise NotFound
    own = {profile.id for profile in list_own_profiles(user, meeting.event)}
    side = introducing.own_side(user, meeting.introduction)
    found = [one for one in meeting.sides if (side and one.profile_id == side.profile_id) or one.profile_id in own]
    placement = find_last_placement(meeting)
    if not found or placement is None:
        raise NotFound
    return placement, found[0].profile


def find_last_placement(meeting: Meeting) -> Placement | None:
    """Where the newest published version that knows the meeting puts it."""
    query = (
        sa.select(Placement)
        .join(Placement.schedule)
        .where(Placement.meeting_id == meeting.id, Schedule.number.is_not(None))
        .order_by(Schedule.number.desc())
        .options(*queries.WITH_MEETING)
    )
    return db.session.scalars(query.limit(1)).first()


def list_called_off(event: Event, profiles: Iterable[Profile]) -> Sequence[Placement]:
    """Meetings that these organisations had been told of and that were cancelled, where they stood last."""
    ids = [profile.id for profile in profiles]
    own = sa.select(MeetingSide.meeting_id).where(MeetingSide.profile_id.in_(ids))
    last = (
        sa.select(Placement.meeting_id, sa.func.max(Schedule.number).label("number"))
        .join(Placement.schedule)
        .where(Schedule.event_id == event.id, Schedule.number.is_not(None))
        .group_by(Placement.meeting_id)
        .subquery()
    )
    query = (
        sa.select(Placement)
        .join(Placement.meeting)
        .join(Placement.schedule)
        .join(last, sa.and_(last.c.meeting_id == Placement.meeting_id, last.c.number == Schedule.number))
        .where(Meeting.id.in_(own), Meeting.status == MeetingStatus.CANCELLED)
        .options(*queries.WITH_MEETING)
        .order_by(Placement.starts_at, Placement.id)
    )
    placements = db.session.scalars(query).all()
    _load_introductions(placements)
    return placements


def find_latest_pack(event: Event) -> PrintPack | None:
    """The pack that was asked for last, made or not."""
    return _latest(event, sa.true())


def find_made_pack(event: Event) -> PrintPack | None:
    """The newest pack that can be downloaded."""
    return _latest(event, PrintPack.made_at.is_not(None))


def _latest(event: Event, wanted: sa.ColumnElement[bool]) -> PrintPack | None:
    query = (
        sa.select(PrintPack)
        .join(PrintPack.schedule)
        .where(Schedule.event_id == event.id, wanted)
        .options(joinedload(PrintPack.schedule), joinedload(PrintPack.asked_by))
        .order_by(PrintPack.id.desc())
    )
    return db.session.scalars(query.limit(1)).first()


def find_pack(pack_id: int) -> PrintPack | None:
    """One pack; None where it was forgotten."""
    return db.session.get(PrintPack, pack_id)


def list_older_packs(pack: PrintPack) -> Sequence[PrintPack]:
    """The packs of the same event that this one replaces."""
    query = (
        sa.select(PrintPack)
        .join(PrintPack.schedule)
        .where(Schedule.event_id == pack.schedule.event_id, PrintPack.id < pack.id)
        .order_by(PrintPack.id)
    )
    return db.session.scalars(query).all()
