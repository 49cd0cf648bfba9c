"""Plans, what organizers wished for them, and what came out: pairs, alternates, everybody's share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.introductions.models import Introduction
from matchmaking.plans.lifecycle import WITH_INTRODUCTION, PairState, PlanStatus
from matchmaking.profiles.models import Profile

_WITH_INTRODUCTION = ", ".join(f"'{state.value}'" for state in WITH_INTRODUCTION)


class Plan(Identified, Base):
    """Who should meet whom, under limits; the id is its number."""

    __tablename__ = "plans"
    __table_args__ = (
        sa.CheckConstraint("0 <= minimum AND minimum <= maximum", name="limits"),
        sa.CheckConstraint("status = 'draft' OR published_at IS NOT NULL", name="published_has_time"),
        sa.CheckConstraint("(status = 'undone') = (undone_at IS NOT NULL)", name="undone_has_time"),
        sa.CheckConstraint("status = 'draft' OR computed_at IS NOT NULL", name="published_was_computed"),
    )

    status: Mapped[PlanStatus] = mapped_column(enum_type(PlanStatus, "status"), default=PlanStatus.DRAFT)
    minimum: Mapped[int]
    maximum: Mapped[int]
    strength: Mapped[str | None] = mapped_column(sa.String(32))  # the weakest word a planned pair may have
    sessions: Mapped[list[str]]  # as `capacity.Session` reads and writes them
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime]  # when its computation was asked for, last
    computed_at: Mapped[datetime | None]  # None while it is being prepared
    problem: Mapped[dict[str, Any]] = mapped_column(default=dict)  # wishes that contradict each other: code, keys
    total: Mapped[float | None]
    published_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])
    wishes: Mapped[list[PlanWish]] = relationship(cascade="all, delete-orphan", order_by="PlanWish.id")
    exceptions: Mapped[list[PlanException]] = relationship(cascade="all, delete-orphan", order_by="PlanException.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class PlanWish(Identified, Base):
    """A pair that the plan must have, or must not have."""

    __tablename__ = "plan_wishes"
    __table_args__ = (sa.UniqueConstraint("plan_id", "ml_profile_id", "dz_profile_id"),)

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    ml_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    dz_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    is_forced: Mapped[bool]

    ml_profile: Mapped[Profile] = relationship(foreign_keys=[ml_profile_id])
    dz_profile: Mapped[Profile] = relationship(foreign_keys=[dz_profile_id])


class PlanException(Identified, Base):
    """Limits of one profile that differ from everybody's."""

    __tablename__ = "plan_exceptions"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "profile_id"),
        sa.CheckConstraint("0 <= minimum AND minimum <= maximum", name="limits"),
    )

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    minimum: Mapped[int]
    maximum: Mapped[int]

    profile: Mapped[Profile] = relationship()


class PlanShare(Identified, Base):
    """What one profile gets, with the arithmetic of it."""

    __tablename__ = "plan_shares"
    __table_args__ = (sa.UniqueConstraint("plan_id", "profile_id"),)

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    minimum: Mapped[int]
    taken: Mapped[int]  # introduced before
    planned: Mapped[int]
    candidates: Mapped[int]
    full: Mapped[int]  # candidates who have no place left
    free: Mapped[int]  # candidates who have one and are not planned with it

    profile: Mapped[Profile] = relationship()

    @property
    def meetings(self) -> int:
        """All its meetings."""
        return self.taken + self.planned


class PlannedPair(Identified, Base):
    """A pair of the plan and what became of it; alternates join it when they are approved."""

    __tablename__ = "planned_pairs"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "ml_profile_id", "dz_profile_id"),
        sa.CheckConstraint(
            f"(introduction_id IS NOT NULL) = (state IN ({_WITH_INTRODUCTION}))", name="introduced_has_introduction"
        ),
    )

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    ml_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    dz_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    score: Mapped[float]
    state: Mapped[PairState] = mapped_column(enum_type(PairState, "state"), default=PairState.PLANNED)
    introduction_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    # When an organizer found somebody else for this side after a no, or decided to leave it at that.
    ml_settled_at: Mapped[datetime | None]
    dz_settled_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    ml_profile: Mapped[Profile] = relationship(foreign_keys=[ml_profile_id])
    dz_profile: Mapped[Profile] = relationship(foreign_keys=[dz_profile_id])
    introduction: Mapped[Introduction | None] = relationship()


class PlanAlternate(Identified, Base):
    """Whom to propose next for a profile."""

    __tablename__ = "plan_alternates"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "profile_id", "position"),
        sa.CheckConstraint("position >= 1", name="position"),
    )

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    other_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    position: Mapped[int]
    score: Mapped[float]

    profile: Mapped[Profile] = relationship(foreign_keys=[profile_id])
    other_profile: Mapped[Profile] = relationship(foreign_keys=[other_profile_id])
