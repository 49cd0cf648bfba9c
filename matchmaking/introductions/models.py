"""Introductions and the answers of their two sides."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.profiles.models import Profile


class Introduction(Identified, Base):
    """Two organisations that an organizer proposes to each other."""

    __tablename__ = "introductions"
    __table_args__ = (
        # A pair has one introduction at a time; a cancelled one leaves the place free.
        sa.Index(
            "uq_introductions_live_pair",
            "ml_profile_id",
            "dz_profile_id",
            unique=True,
            sqlite_where=sa.text("status != 'cancelled'"),
            postgresql_where=sa.text("status != 'cancelled'"),
        ),
        sa.CheckConstraint("status != 'accepted' OR accepted_at IS NOT NULL", name="accepted_has_time"),
        sa.CheckConstraint("status != 'cancelled' OR cancelled_at IS NOT NULL", name="cancelled_has_time"),
    )

    ml_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    dz_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    status: Mapped[IntroductionStatus] = mapped_column(
        enum_type(IntroductionStatus, "status"), default=IntroductionStatus.PROPOSED
    )
    first_question: Mapped[str | None] = mapped_column(sa.Text)
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    approved_at: Mapped[datetime]
    held_until: Mapped[datetime]  # until then nothing has left and an undo leaves no trace outside
    accepted_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    ml_profile: Mapped[Profile] = relationship(foreign_keys=[ml_profile_id])
    dz_profile: Mapped[Profile] = relationship(foreign_keys=[dz_profile_id])
    sides: Mapped[list[IntroductionSide]] = relationship(
        back_populates="introduction", cascade="all, delete-orphan", order_by="IntroductionSide.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class IntroductionSide(Identified, Base):
    """One of the two, and what it answers."""

    __tablename__ = "introduction_sides"
    __table_args__ = (
        sa.UniqueConstraint("introduction_id", "profile_id"),
        sa.CheckConstraint("(answer = 'pending') = (answered_at IS NULL)", name="answered_has_time"),
        sa.CheckConstraint("(answer = 'pending') = (channel IS NULL)", name="answered_has_channel"),
        sa.CheckConstraint("channel != 'phone' OR recorded_by_id IS NOT NULL", name="phone_has_recorder"),
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
    decline_reason: Mapped[str | None] = mapped_column(sa.String(32))

    introduction: Mapped[Introduction] = relationship(back_populates="sides")
    profile: Mapped[Profile] = relationship()
    contact_user: Mapped[User | None] = relationship(foreign_keys=[contact_user_id])
