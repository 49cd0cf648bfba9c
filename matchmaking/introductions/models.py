"""Introductions and the answers of their two sides."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.introductions.lifecycle import (
    Answer,
    AnswerChannel,
    CallResult,
    CancelReason,
    IntroductionStatus,
    Origin,
)
from matchmaking.matching.models import DeclineReason
from matchmaking.profiles.models import Profile


class Introduction(Identified, Base):
    """Two organisations that an organizer proposes to each other."""

    __tablename__ = "introductions"
    __table_args__ = (
        # A pair has one introduction at a time; a cancelled one leaves the place free, and one whose no is over.
        sa.Index(
            "uq_introductions_live_pair",
            "ml_profile_id",
            "dz_profile_id",
            unique=True,
            sqlite_where=sa.text("status != 'cancelled' AND returned_at IS NULL"),
            postgresql_where=sa.text("status != 'cancelled' AND returned_at IS NULL"),
        ),
        sa.CheckConstraint("status != 'accepted' OR accepted_at IS NOT NULL", name="accepted_has_time"),
        sa.CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_time"),
        sa.CheckConstraint("(status = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled_has_reason"),
        sa.CheckConstraint("(status IN ('no_answer', 'unreached')) = (closed_at IS NOT NULL)", name="closed_has_time"),
        sa.CheckConstraint("contacts_opened_at IS NULL OR accepted_at IS NOT NULL", name="opened_was_accepted"),
    )

    ml_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    dz_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    status: Mapped[IntroductionStatus] = mapped_column(
        enum_type(IntroductionStatus, "status"), default=IntroductionStatus.PROPOSED
    )
    origin: Mapped[Origin] = mapped_column(
        enum_type(Origin, "origin"), default=Origin.ORGANIZER, server_default=Origin.ORGANIZER.value
    )
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    approved_at: Mapped[datetime]
    held_until: Mapped[datetime]  # when the first letter leaves: an undo before leaves no trace outside
    changed_at: Mapped[datetime]  # moved by every answer, so that `version` grows with it
    accepted_at: Mapped[datetime | None]
    contacts_opened_at: Mapped[datetime | None]  # when the letters with the contacts were queued
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[CancelReason | None] = mapped_column(enum_type(CancelReason, "cancel_reason"))
    alerted_at: Mapped[datetime | None]  # when organizers were alerted that nobody answers
    closed_at: Mapped[datetime | None]  # when it ended without an answer
    returned_at: Mapped[datetime | None]  # of a fruitless one: its reason is over, the pair may be introduced anew
    version: Mapped[int] = mapped_column(default=1)

    ml_profile: Mapped[Profile] = relationship(foreign_keys=[ml_profile_id])
    dz_profile: Mapped[Profile] = relationship(foreign_keys=[dz_profile_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    grounds: Mapped[list[Ground]] = relationship(cascade="all, delete-orphan", order_by="Ground.id")
    sides: Mapped[list[IntroductionSide]] = relationship(
        back_populates="introduction", cascade="all, delete-orphan", order_by="IntroductionSide.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)

    def side_of(self, profile: Profile) -> IntroductionSide:
        """The side that `profile` is."""
        return next(side for side in self.sides if side.profile_id == profile.id)


class IntroductionSide(Identified, Base):
    """One of the two, and what it answers."""

    __tablename__ = "introduction_sides"
    __table_args__ = (
        sa.UniqueConstraint("introduction_id", "profile_id"),
        sa.CheckConstraint("(answer = 'pending') = (answered_at IS NULL)", name="answered_has_time"),
        sa.CheckConstraint("(answer = 'pending') = (channel IS NULL)", name="answered_has_channel"),
        sa.CheckConstraint("(answer = 'pending') = (effective_at IS NULL)", name="answered_has_effect"),
        sa.CheckConstraint("settled_at IS NULL OR answer != 'pending'", name="settled_is_answered"),
        sa.CheckConstraint(
            "channel IS NULL OR (channel IN ('phone', 'whatsapp', 'table')) = (recorded_by_id IS NOT NULL)",
            name="told_has_recorder",
        ),
        sa.CheckConstraint("recorded_by_id IS NULL OR answered_name IS NOT NULL", name="told_has_name"),
        sa.CheckConstraint("decline_reason IS NULL OR answer = 'no'", name="reason_is_of_no"),
    )

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    contact_user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    answer: Mapped[Answer] = mapped_column(enum_type(Answer, "answer"), default=Answer.PENDING)
    answered_at: Mapped[datetime | None]
    channel: Mapped[AnswerChannel | None] = mapped_column(enum_type(AnswerChannel, "channel"))
    answered_name: Mapped[str | None] = mapped_column(sa.String(120))  # who spoke, when told by phone
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="RESTRICT"))
    effective_at: Mapped[datetime | None]  # an answer told by phone counts when its hold time is over
    settled_at: Mapped[datetime | None] = mapped_column(index=True)  # when it began to count
    decline_reason: Mapped[DeclineReason | None] = mapped_column(enum_type(DeclineReason, "decline_reason"))
    closed_until: Mapped[datetime | None]  # of a « not now », or of an answer that never came
    asked_at: Mapped[datetime]  # when the letter that asks leaves: the clocks run from here
    reminders: Mapped[int] = mapped_column(default=0, server_default="0")  # how many were written
    reminded_at: Mapped[datetime | None]
    call_since: Mapped[datetime | None]  # from when on the clock wants this side called
    other_texts: Mapped[str | None] = mapped_column(sa.String(64))  # memory.fingerprint of who was too vague
    outcome_told_at: Mapped[datetime | None]  # how it ended was told by phone, or by a letter about something else
    # Stands in the signed link of the letters: a new contact person makes the links of the one before worthless.
    link_generation: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)

    introduction: Mapped[Introduction] = relationship(back_populates="sides")
    profile: Mapped[Profile] = relationship()
    contact_user: Mapped[User | None] = relationship(foreign_keys=[contact_user_id])
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])
    calls: Mapped[list[Call]] = relationship(
        back_populates="side", cascade="all, delete-orphan", order_by="(Call.called_at, Call.id)"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)

    @property
    def other(self) -> IntroductionSide:
        """The side across the border."""
        return next(side for side in self.introduction.sides if side is not self)

    @property
    def counted(self) -> Answer:
        """The answer that counts: one told by phone is pending until it has been settled."""
        return self.answer if self.settled_at else Answer.PENDING

    @property
    def is_provisional(self) -> bool:
        """Whether an answer was told by phone and its hold time still runs."""
        return self.answer is not Answer.PENDING and self.settled_at is None


class Call(Identified, Base):
    """An organizer rang somebody up; never changed, never deleted with anything but its introduction."""

    __tablename__ = "introduction_calls"

    side_id: Mapped[int] = mapped_column(sa.ForeignKey("introduction_sides.id", ondelete="CASCADE"), index=True)
    # Who was rung up: another contact person has not been reached by a call to the one before.
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    caller_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    called_at: Mapped[datetime]
    result: Mapped[CallResult] = mapped_column(enum_type(CallResult, "result"))

    side: Mapped[IntroductionSide] = relationship(back_populates="calls")
    caller: Mapped[User | None] = relationship(foreign_keys=[caller_id])


class Ground(Identified, Base):
    """A need or an offer that an introduction rests on, as it read when the two were introduced."""

    __tablename__ = "introduction_grounds"
    __table_args__ = (sa.UniqueConstraint("introduction_id", "opportunity_key"),)

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"))
    opportunity_key: Mapped[str] = mapped_column(sa.String(48), index=True)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    changed_at: Mapped[datetime | None]  # since when it reads otherwise and no organizer has looked
