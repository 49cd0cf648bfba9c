"""Rows about one person that no page of the features lists as they are needed here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.accounts.models import KeptForm, User
from matchmaking.audit.models import AuditEvent
from matchmaking.events.models import Attendance, BusySlot, Slot
from matchmaking.extensions import db
from matchmaking.followup.models import Action, ActionComment
from matchmaking.introductions.models import Call
from matchmaking.meetings.models import Meeting, MeetingSide
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Membership


def list_kept_forms(user: User) -> Sequence[KeptForm]:
    """The forms that wait for this person, oldest first."""
    return db.session.scalars(sa.select(KeptForm).where(KeptForm.user_id == user.id).order_by(KeptForm.id)).all()


def list_calls_to(user: User) -> Sequence[Call]:
    """When organizers called this person, oldest first."""
    return db.session.scalars(sa.select(Call).where(Call.person_id == user.id).order_by(Call.called_at, Call.id)).all()


def list_attendances(user: User) -> list[tuple[Attendance, list[datetime]]]:
    """Where the person or their organisations take part, each with the beginnings of the slots they are not free in."""
    query = (
        sa.select(Attendance)
        .where(sa.or_(Attendance.person_id == user.id, Attendance.profile_id.in_(_organisations(user))))
        .options(joinedload(Attendance.event), joinedload(Attendance.profile))
        .order_by(Attendance.id)
    )
    found = db.session.scalars(query).all()
    busy = (
        sa.select(BusySlot.attendance_id, Slot.starts_at)
        .join(Slot, Slot.id == BusySlot.slot_id)
        .where(BusySlot.attendance_id.in_([one.id for one in found]))
        .order_by(Slot.starts_at)
    )
    slots: dict[int, list[datetime]] = {one.id: [] for one in found}
    for row in db.session.execute(busy):
        slots[row.attendance_id].append(row.starts_at)
    return [(one, slots[one.id]) for one in found]


def list_answers_afterwards(user: User) -> Sequence[MeetingSide]:
    """What the person's organisations answered to the question after a meeting, oldest first."""
    query = (
        sa.select(MeetingSide)
        .where(MeetingSide.profile_id.in_(_organisations(user)), MeetingSide.said_at.is_not(None))
        .options(joinedload(MeetingSide.profile), joinedload(MeetingSide.meeting).joinedload(Meeting.introduction))
        .order_by(MeetingSide.said_at, MeetingSide.id)
    )
    return db.session.scalars(query).all()


def list_actions_of(user: User) -> Sequence[Action]:
    """The actions that this person owns, by when they are due."""
    query = sa.select(Action).where(Action.owner_user_id == user.id)
    return db.session.scalars(query.order_by(Action.due_on, Action.id)).all()


def list_comments_by(user: User) -> Sequence[ActionComment]:
    """What this person wrote under actions, oldest first."""
    query = sa.select(ActionComment).where(ActionComment.author_id == user.id)
    return db.session.scalars(query.options(selectinload(ActionComment.action)).order_by(ActionComment.id)).all()


def list_letters(user: User) -> Sequence[Message]:
    """The letters that left for this person, oldest first."""
    query = sa.select(Message).where(Message.receiver_id == user.id, Message.status == MessageStatus.SENT)
    return db.session.scalars(query.order_by(Message.sent_at, Message.id)).all()


def list_trail(user: User) -> Sequence[AuditEvent]:
    """What the person did, and what was done to their account, oldest first."""
    about = sa.or_(AuditEvent.actor_id == user.id, AuditEvent.subject == f"user:{user.id}")
    return db.session.scalars(sa.select(AuditEvent).where(about).order_by(AuditEvent.at, AuditEvent.id)).all()


def _organisations(user: User) -> sa.Select[int]:
    return sa.select(Membership.profile_id).where(Membership.user_id == user.id)
