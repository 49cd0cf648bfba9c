"""Meetings, and the numbered versions of the schedule that say when and where each of them is."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.events.models import Event, MeetingTable, Slot
from matchmaking.introductions.models import Introduction
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingStatus, Unplaced
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Profile


class Schedule(Identified, Base):
    """One version of an event's schedule. Without a number it is the draft that organizers work on; publishing
    gives it the next number, and from then on it never changes."""

    __tablename__ = "schedules"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.Index(
            "uq_schedules_draft",
            "event_id",
            unique=True,
            sqlite_where=sa.text("number IS NULL"),
            postgresql_where=sa.text("number IS NULL"),
        ),
        sa.CheckConstraint("(number IS NULL) = (published_at IS NULL)", name="numbered_is_published"),
        sa.CheckConstraint(
            "(number IS NULL) = (place IS NULL) AND (number IS NULL) = (video_link IS NULL)", name="numbered_says_where"
        ),
    )

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    base_number: Mapped[int | None]  # the version a draft was begun from: another one published since is a conflict
    cause: Mapped[Cause] = mapped_column(enum_type(Cause, "cause"), default=Cause.DRAFT)  # what made this version
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    computed_at: Mapped[datetime | None]  # of a draft: None while the worker computes it
    # Copied from the event, so that an old version says what was told then; a draft tells nobody.
    place: Mapped[str | None] = mapped_column(sa.String(200))
    video_link: Mapped[str | None] = mapped_column(sa.String(300))
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship()
    created_by: Mapped[User | None] = relationship()
    placements: Mapped[list[Placement]] = relationship(
        back_populates="schedule", cascade="all, delete-orphan", order_by="(Placement.starts_at, Placement.id)"
    )
    unplaced: Mapped[list[UnplacedIntroduction]] = relationship(
        back_populates="schedule", cascade="all, delete-orphan", order_by="UnplacedIntroduction.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class Meeting(Identified, Base):
    """Two introduced organisations meet. Its calendar identity and its video room stay the same however often it
    moves."""

    __tablename__ = "meetings"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "introduction_id"),
        sa.CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_time"),
        sa.CheckConstraint("(status = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled_has_reason"),
    )

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(sa.String(64), unique=True, default=lambda: uuid.uuid4().hex)
    room: Mapped[str] = mapped_column(sa.String(64), unique=True, default=lambda: secrets.token_urlsafe(16))
    status: Mapped[MeetingStatus] = mapped_column(enum_type(MeetingStatus, "status"), default=MeetingStatus.DRAFT)
    sequence: Mapped[int] = mapped_column(default=0)  # of the calendar entry; grows with every change both are told of
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[CancelReason | None] = mapped_column(enum_type(CancelReason, "cancel_reason"))
    cancel_note: Mapped[str | None] = mapped_column(sa.String(500))  # what a side wrote; for organizers only
    # What both were told last: an answer was still missing. Once both accept, they are told that it is certain.
    told_provisional: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship()
    introduction: Mapped[Introduction] = relationship()
    sides: Mapped[list[MeetingSide]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", order_by="MeetingSide.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class MeetingSide(Identified, Base):
    """One of the two at a meeting, and what it says of it afterwards."""

    __tablename__ = "meeting_sides"
    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "profile_id"),
        sa.CheckConstraint("(took_place IS NULL) = (said_at IS NULL)", name="said_has_time"),
    )

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    took_place: Mapped[bool | None]
    wants_more: Mapped[bool | None]  # « shall we go on? »: the one question afterwards
    said_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="sides")
    profile: Mapped[Profile] = relationship()


class Placement(Identified, Base):
    """Where one version puts one meeting. Times are copied from the slot, so that an old version says what was told
    then."""

    __tablename__ = "schedule_placements"
    __table_args__ = (
        sa.UniqueConstraint("schedule_id", "meeting_id"),
        sa.UniqueConstraint("schedule_id", "slot_id", "table_id"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    schedule_id: Mapped[int] = mapped_column(sa.ForeignKey("schedules.id", ondelete="CASCADE"))
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("event_slots.id", ondelete="RESTRICT"), index=True)
    # None where both sides are online: they need a link and no table.
    table_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_tables.id", ondelete="RESTRICT"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    locked: Mapped[bool] = mapped_column(default=False)  # an organizer holds it where it is

    schedule: Mapped[Schedule] = relationship(back_populates="placements")
    meeting: Mapped[Meeting] = relationship()
    slot: Mapped[Slot] = relationship()
    table: Mapped[MeetingTable | None] = relationship()


class UnplacedIntroduction(Identified, Base):
    """An introduction that a version found no place for, and why."""

    __tablename__ = "schedule_unplaced"
    __table_args__ = (sa.UniqueConstraint("schedule_id", "introduction_id"),)

    schedule_id: Mapped[int] = mapped_column(sa.ForeignKey("schedules.id", ondelete="CASCADE"))
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    reason: Mapped[Unplaced] = mapped_column(enum_type(Unplaced, "reason"))

    schedule: Mapped[Schedule] = relationship(back_populates="unplaced")
    introduction: Mapped[Introduction] = relationship()


class ScheduleNotice(Identified, Base):
    """Somebody is to be told what a version changes for them: by a letter, or, without an address, by a call.

    The newest notice that reached a person says which version they know, so the next one tells the difference to it.
    """

    __tablename__ = "schedule_notices"
    __table_args__ = (
        sa.UniqueConstraint("schedule_id", "user_id"),
        sa.UniqueConstraint("schedule_id", "profile_id"),
        sa.CheckConstraint("(user_id IS NULL) != (profile_id IS NULL)", name="one_receiver"),
        sa.CheckConstraint("message_id IS NULL OR told_at IS NULL", name="letter_or_call"),
    )

    schedule_id: Mapped[int] = mapped_column(sa.ForeignKey("schedules.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    # Of an organisation that nobody with an account represents.
    profile_id: Mapped[int | None] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int | None] = mapped_column(sa.ForeignKey("messages.id", ondelete="SET NULL"), index=True)
    replaced_at: Mapped[datetime | None]  # a newer one says more before this one arrived
    told_at: Mapped[datetime | None]  # an organizer has called

    schedule: Mapped[Schedule] = relationship()
    user: Mapped[User | None] = relationship()
    profile: Mapped[Profile | None] = relationship()
    message: Mapped[Message | None] = relationship()
