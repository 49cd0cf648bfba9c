"""Requests for an introduction: who asks, for whom, why, and what the organizers made of it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.profiles.models import Profile


class IntroductionRequest(Identified, Base):
    """One organisation asks for one other. A message sent about three makes three, each decided on its own.

    `why` is for the organizers: no page and no letter of the other organisation ever shows it.
    """

    __tablename__ = "introduction_requests"
    __table_args__ = (
        sa.Index(
            "uq_introduction_requests_pending",
            "profile_id",
            "other_profile_id",
            unique=True,
            sqlite_where=sa.text("status = 'pending'"),
            postgresql_where=sa.text("status = 'pending'"),
        ),
        sa.CheckConstraint("profile_id != other_profile_id", name="two_profiles"),
        sa.CheckConstraint("(status = 'pending') = (settled_at IS NULL)", name="settled_has_time"),
        sa.CheckConstraint("status != 'introduced' OR introduction_id IS NOT NULL", name="introduced_has_introduction"),
        sa.CheckConstraint("status != 'declined' OR answer IS NOT NULL", name="declined_has_answer"),
        sa.CheckConstraint("status != 'declined' OR held_until IS NOT NULL", name="declined_has_hold"),
    )

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    other_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(sa.Text)
    status: Mapped[RequestStatus] = mapped_column(enum_type(RequestStatus, "status"), default=RequestStatus.PENDING)
    settled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(sa.Text)  # of a decline: the organizers' sentence to the asker
    held_until: Mapped[datetime | None]  # of a decline: until then the asker reads « pending »
    introduction_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)

    profile: Mapped[Profile] = relationship(foreign_keys=[profile_id])
    other_profile: Mapped[Profile] = relationship(foreign_keys=[other_profile_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
    introduction: Mapped[Introduction | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)
