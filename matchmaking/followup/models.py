"""What is followed up: outcomes as they were said, recommendations, the road map, actions, the committee's meetings.

An action never goes with what it came from: its origin may be deleted, the label of it is kept.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.events.models import Event, EventSession
from matchmaking.followup.lifecycle import (
    ActionOrigin,
    ActionStatus,
    Channel,
    Horizon,
    NoFollowUpReason,
    OutcomeKind,
    Speaker,
)
from matchmaking.followup.standing import Said
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.models import Opportunity
from matchmaking.profiles.vocabulary import Country, Currency

_MAYBE_JSON = sa.JSON(none_as_null=True)


class OutcomeStatement(Identified, Base):
    """One thing that was said of one introduction. Rows are added, never changed: the newest word of each counts."""

    __tablename__ = "outcome_statements"
    __table_args__ = (
        sa.CheckConstraint("(amount IS NULL) = (currency IS NULL)", name="amount_has_currency"),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        sa.CheckConstraint("amount IS NULL OR kind IN ('contract', 'investment')", name="amount_is_of_money"),
        sa.CheckConstraint("reason IS NULL OR kind = 'no_follow_up'", name="reason_is_of_no_follow_up"),
        sa.CheckConstraint("(speaker = 'organizer') = (evidence IS NOT NULL)", name="organizer_has_evidence"),
    )

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    speaker: Mapped[Speaker] = mapped_column(enum_type(Speaker, "speaker"))
    kind: Mapped[OutcomeKind] = mapped_column(enum_type(OutcomeKind, "kind"))
    holds: Mapped[bool] = mapped_column(default=True)  # False: « not so », a word taken back
    amount: Mapped[Decimal | None] = mapped_column(sa.Numeric(16, 2))
    currency: Mapped[Currency | None] = mapped_column(enum_type(Currency, "currency"))
    reason: Mapped[NoFollowUpReason | None] = mapped_column(enum_type(NoFollowUpReason, "reason"))
    note: Mapped[str] = mapped_column(sa.String(500), default="")  # organizers only
    evidence: Mapped[str | None] = mapped_column(sa.String(300))  # what was seen, and where it is kept
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel"))
    said_at: Mapped[datetime]
    said_by_name: Mapped[str | None] = mapped_column(sa.String(120))  # who was heard
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]

    introduction: Mapped[Introduction] = relationship()
    recorded_by: Mapped[User | None] = relationship()

    @property
    def said(self) -> Said:
        """As the standing is derived from it."""
        return Said(
            speaker=self.speaker,
            kind=self.kind,
            holds=self.holds,
            said_at=self.said_at,
            order=self.id,
            amount=self.amount,
            currency=self.currency,
            reason=self.reason,
        )


class OutcomeQuestion(Identified, Base):
    """One side was asked what came of it, in one of the two rounds; once, whatever runs twice."""

    __tablename__ = "outcome_questions"
    __table_args__ = (
        sa.UniqueConstraint("introduction_id", "speaker", "round"),
        sa.CheckConstraint("speaker != 'organizer'", name="asked_is_a_side"),
        sa.CheckConstraint("round IN (1, 2)", name="round"),
    )

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"))
    speaker: Mapped[Speaker] = mapped_column(enum_type(Speaker, "speaker"))
    round: Mapped[int]  # 1 after the first delay (30 days), 2 after the second (90)
    by_letter: Mapped[bool]  # False: no address, organizers call
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]  # also where the answer was « nothing yet », which is no statement

    introduction: Mapped[Introduction] = relationship()


class Recommendation(Identified, Base):
    """What a session of the round table asks for, as the rapporteur notes it. Without title or axis it is a draft."""

    __tablename__ = "recommendations"

    event_id: Mapped[int | None] = mapped_column(sa.ForeignKey("events.id", ondelete="SET NULL"), index=True)
    session_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_sessions.id", ondelete="SET NULL"), index=True)
    axis: Mapped[str | None] = mapped_column(sa.String(2))  # "01", "02"
    title: Mapped[str] = mapped_column(sa.String(200), default="")
    text: Mapped[str] = mapped_column(sa.Text, default="")
    proposed_by: Mapped[str] = mapped_column(sa.String(160), default="")  # an institution
    position: Mapped[int]
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    set_aside_at: Mapped[datetime | None]  # out of the list, to be taken back at any time
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event | None] = relationship()
    session: Mapped[EventSession | None] = relationship()
    created_by: Mapped[User | None] = relationship()
    edits: Mapped[list[RecommendationEdit]] = relationship(
        back_populates="recommendation", cascade="all, delete-orphan", order_by="RecommendationEdit.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)

    @property
    def is_draft(self) -> bool:
        """Whether something is missing before it can stand in a report."""
        return not (self.title and self.axis)


class RecommendationEdit(Identified, Base):
    """How a recommendation read before it was changed."""

    __tablename__ = "recommendation_edits"

    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendations.id", ondelete="CASCADE"), index=True)
    axis: Mapped[str | None] = mapped_column(sa.String(2))
    session_title: Mapped[str] = mapped_column(sa.String(160), default="")
    title: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    proposed_by: Mapped[str] = mapped_column(sa.String(160))
    replaced_at: Mapped[datetime]
    replaced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))

    recommendation: Mapped[Recommendation] = relationship(back_populates="edits")
    replaced_by: Mapped[User | None] = relationship()


objective_recommendations = sa.Table(
    "objective_recommendations",
    Base.metadata,
    sa.Column("objective_id", sa.ForeignKey("objectives.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("recommendation_id", sa.ForeignKey("recommendations.id", ondelete="CASCADE"), primary_key=True),
)


class Objective(Identified, Base):
    """A line of the road map: who wants to get where by when."""

    __tablename__ = "objectives"

    title: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    institution: Mapped[str] = mapped_column(sa.String(160))
    horizon: Mapped[Horizon] = mapped_column(enum_type(Horizon, "horizon"))
    due_on: Mapped[date]
    set_aside_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    recommendations: Mapped[list[Recommendation]] = relationship(
        secondary=objective_recommendations, order_by=(Recommendation.position, Recommendation.id)
    )
    actions: Mapped[list[Action]] = relationship(back_populates="objective", order_by="(Action.due_on, Action.id)")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class CommitteeMeeting(Identified, Base):
    """The follow-up committee meets: the brief it reads, the minutes it leaves."""

    __tablename__ = "committee_meetings"
    __table_args__ = (sa.CheckConstraint("(held_at IS NULL) = (brief IS NULL)", name="held_has_brief"),)

    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    link: Mapped[str] = mapped_column(sa.String(300), default="")
    participants: Mapped[str] = mapped_column(sa.Text, default="")  # names, one a line
    minutes: Mapped[str] = mapped_column(sa.Text, default="")
    held_at: Mapped[datetime | None]  # from then on the brief stays as it was read
    brief: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE_JSON)
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    decisions: Mapped[list[Decision]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", order_by="Decision.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class Decision(Identified, Base):
    """One decision of a meeting; one tap makes it an action."""

    __tablename__ = "committee_decisions"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("committee_meetings.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(sa.String(300))
    created_at: Mapped[datetime]

    meeting: Mapped[CommitteeMeeting] = relationship(back_populates="decisions")
    actions: Mapped[list[Action]] = relationship(back_populates="decision", order_by="Action.id")


class Action(Identified, Base):
    """Something somebody does by a day. The owner may have an account, an address, or only a phone."""

    __tablename__ = "actions"

    objective_id: Mapped[int | None] = mapped_column(sa.ForeignKey("objectives.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    indicator: Mapped[str] = mapped_column(sa.String(200), default="")  # by what one sees that it is done
    country: Mapped[Country] = mapped_column(enum_type(Country, "country"))
    due_on: Mapped[date | None]
    status: Mapped[ActionStatus] = mapped_column(enum_type(ActionStatus, "status"), default=ActionStatus.PROPOSED)

    origin: Mapped[ActionOrigin] = mapped_column(enum_type(ActionOrigin, "origin"))
    origin_label: Mapped[str] = mapped_column(sa.String(340), default="")  # kept when the origin itself goes
    recommendation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("recommendations.id", ondelete="SET NULL"), index=True
    )
    introduction_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("introductions.id", ondelete="SET NULL"), index=True
    )
    opportunity_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("opportunities.id", ondelete="SET NULL"), index=True
    )
    decision_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("committee_decisions.id", ondelete="SET NULL"), index=True
    )

    owner_user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    owner_name: Mapped[str] = mapped_column(sa.String(120), default="")
    owner_institution: Mapped[str] = mapped_column(sa.String(160), default="")
    owner_email: Mapped[str | None] = mapped_column(sa.String(254))  # organizers only
    owner_phone: Mapped[str | None] = mapped_column(sa.String(20))  # E.164; organizers only
    # Stands in the owner's signed link: another owner makes the link of the one before worthless.
    link_generation: Mapped[int] = mapped_column(default=1)
    reminded_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    objective: Mapped[Objective | None] = relationship(back_populates="actions")
    recommendation: Mapped[Recommendation | None] = relationship()
    introduction: Mapped[Introduction | None] = relationship()
    opportunity: Mapped[Opportunity | None] = relationship()
    decision: Mapped[Decision | None] = relationship(back_populates="actions")
    owner_user: Mapped[User | None] = relationship(foreign_keys=[owner_user_id])
    comments: Mapped[list[ActionComment]] = relationship(
        back_populates="action", cascade="all, delete-orphan", order_by="ActionComment.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class ActionComment(Identified, Base):
    """A word about an action, with the state it was moved to by it."""

    __tablename__ = "action_comments"

    action_id: Mapped[int] = mapped_column(sa.ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    status: Mapped[ActionStatus | None] = mapped_column(enum_type(ActionStatus, "status"))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    author_name: Mapped[str] = mapped_column(sa.String(120))  # an owner without account has one too
    created_at: Mapped[datetime]

    action: Mapped[Action] = relationship(back_populates="comments")
