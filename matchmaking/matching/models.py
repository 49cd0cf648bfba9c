"""Runs and their suggestions, which are disposable; people's words about a pair, which are not."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.database import Base, Identified, enum_type
from matchmaking.matching.engine.outcomes import Strength
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.profiles.models import Profile

_MAYBE_JSON = sa.JSON(none_as_null=True)


class DismissalReason(StrEnum):
    """Why an organizer set a pair aside."""

    COMPETITORS = "competitors"
    ALREADY_IN_CONTACT = "already_in_contact"
    CONFLICT = "conflict"  # of interest
    OFFER_MISSES_NEED = "offer_misses_need"
    TOO_EARLY = "too_early"
    PROFILE_TOO_VAGUE = "profile_too_vague"
    OTHER = "other"


class DeclineReason(StrEnum):
    """Why a participant says « not for us »."""

    COMPETITOR = "competitor"
    ALREADY_IN_CONTACT = "already_in_contact"
    CONFLICT = "conflict"  # of interest
    NOT_NOW = "not_now"
    TOO_VAGUE = "too_vague"
    OTHER = "other"


class ApartList(StrEnum):
    """Why an organisation names another one that it must not be introduced to."""

    ALREADY_PARTNERS = "already_partners"
    DO_NOT_INTRODUCE = "do_not_introduce"


class AsScored:
    """The score of a pair and its parts when somebody decided about it, and the word it had then.

    Suggestions are disposable; what people said of a score is to be read long after. All empty where the pair stood
    in no list at that moment.
    """

    score: Mapped[float | None]
    forward: Mapped[float | None]
    backward: Mapped[float | None]
    affinity: Mapped[float | None]
    facts: Mapped[float | None]
    correction: Mapped[float | None]
    strength: Mapped[Strength | None] = mapped_column(enum_type(Strength, "strength"))


class MatchRun(Identified, Base):
    """One computation over all profiles. The current one is what everybody sees."""

    __tablename__ = "match_runs"
    __table_args__ = (
        sa.Index(
            "uq_match_runs_current",
            "is_current",
            unique=True,
            sqlite_where=sa.text("is_current"),
            postgresql_where=sa.text("is_current"),
        ),
    )

    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    is_current: Mapped[bool] = mapped_column(default=False)
    engine_version: Mapped[str] = mapped_column(sa.String(32))
    parameters: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]] = mapped_column(
        default=dict
    )  # profiles by side, pairs, suggestions, refusals by code
    silence: Mapped[str | None] = mapped_column(sa.String(64))  # reason code when nothing is suggested
    # engine.Statistics.to_bytes(), of the current run only; loaded where it is asked for
    statistics: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    # The changes that organizers had laid over the shipped lexicon, and its version: explanations read by it.
    lexicon: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE_JSON)
    # What the run read (survey.Survey), of the current run only.
    survey: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE_JSON, deferred=True)
    # What it moved and why (moving.py), of the latest runs only.
    movement: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE_JSON, deferred=True)


class Suggestion(Identified, Base):
    """A pair that stands in at least one of its two lists, as the current run sees it."""

    __tablename__ = "suggestions"
    __table_args__ = (
        sa.UniqueConstraint("ml_profile_id", "dz_profile_id"),
        sa.CheckConstraint("rank_for_ml IS NOT NULL OR rank_for_dz IS NOT NULL", name="in_a_list"),
        sa.Index("ix_suggestions_score", "score", "id"),
        # Whether an organisation has a good one is asked of all of a shore at once.
        sa.Index("ix_suggestions_ml", "ml_profile_id", "score"),
        sa.Index("ix_suggestions_dz", "dz_profile_id", "score"),
    )

    # The run that gave the row its present values; later runs that found the same left it alone.
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("match_runs.id", ondelete="CASCADE"), index=True)
    ml_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    dz_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    rank_for_ml: Mapped[int | None]
    rank_for_dz: Mapped[int | None]
    score: Mapped[float]
    forward: Mapped[float]  # the Malian need met by the Algerian offer
    backward: Mapped[float]
    affinity: Mapped[float]
    facts: Mapped[float]
    correction: Mapped[float]

    ml_profile: Mapped[Profile] = relationship(foreign_keys=[ml_profile_id])
    dz_profile: Mapped[Profile] = relationship(foreign_keys=[dz_profile_id])


class MetNeed(Base):
    """A need that somebody meets at least plausibly, in a plausible suggestion, as the current run sees it."""

    __tablename__ = "met_needs"
    __table_args__ = ({"sqlite_with_rowid": False},)

    need_key: Mapped[str] = mapped_column(sa.String(48), primary_key=True)  # of an opportunity
    by_profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PairReview(Identified, AsScored, Base):
    """What people decided about a pair. It stands on the pair, never on a suggestion, and outlives every run.

    Where `returned_at` is set, the pair is open again because its decision was over: who decided what, and when, is
    kept beside it until somebody decides anew.
    """

    __tablename__ = "pair_reviews"
    __table_args__ = (
        sa.UniqueConstraint("ml_profile_id", "dz_profile_id"),
        sa.CheckConstraint("status = 'open' OR decided_at IS NOT NULL", name="decided_has_time"),
        sa.CheckConstraint("status != 'dismissed' OR reason IS NOT NULL", name="dismissed_has_reason"),
        sa.CheckConstraint("returned_at IS NULL OR status = 'open'", name="returned_is_open"),
    )

    ml_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    dz_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    status: Mapped[PairStatus] = mapped_column(enum_type(PairStatus, "status"), default=PairStatus.OPEN)
    reason: Mapped[DismissalReason | None] = mapped_column(enum_type(DismissalReason, "reason"))
    note: Mapped[str | None] = mapped_column(sa.Text)  # organizers only
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    closed_until: Mapped[datetime | None]  # of a dismissal for a time
    ml_texts: Mapped[str | None] = mapped_column(sa.String(64))  # memory.fingerprint when it was called too vague
    dz_texts: Mapped[str | None] = mapped_column(sa.String(64))
    returned_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    ml_profile: Mapped[Profile] = relationship(foreign_keys=[ml_profile_id])
    dz_profile: Mapped[Profile] = relationship(foreign_keys=[dz_profile_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class Reaction(Identified, AsScored, Base):
    """What one side of a pair says about it before anybody is introduced.

    Where `returned_at` is set, its « not for us » is over: the pair may be suggested again.
    """

    __tablename__ = "reactions"
    __table_args__ = (
        sa.UniqueConstraint("profile_id", "other_profile_id"),
        sa.CheckConstraint("profile_id != other_profile_id", name="two_profiles"),
        sa.CheckConstraint("returned_at IS NULL OR NOT interested", name="returned_was_declined"),
    )

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    other_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    interested: Mapped[bool]
    reason: Mapped[DeclineReason | None] = mapped_column(enum_type(DeclineReason, "reason"))
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    reacted_at: Mapped[datetime]
    closed_until: Mapped[datetime | None]  # of a « not now »
    other_texts: Mapped[str | None] = mapped_column(sa.String(64))  # memory.fingerprint of who was too vague
    returned_at: Mapped[datetime | None]

    profile: Mapped[Profile] = relationship(foreign_keys=[profile_id])
    other_profile: Mapped[Profile] = relationship(foreign_keys=[other_profile_id])


class KeptApart(Identified, Base):
    """An organisation that another one works with already, or does not want to meet.

    Only the people of `profile` and the organizers ever know.
    """

    __tablename__ = "kept_apart"
    __table_args__ = (
        sa.UniqueConstraint("profile_id", "other_profile_id"),
        sa.CheckConstraint("profile_id != other_profile_id", name="two_profiles"),
    )

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    other_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    kept_on: Mapped[ApartList] = mapped_column(enum_type(ApartList, "kept_on"))
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]

    profile: Mapped[Profile] = relationship(foreign_keys=[profile_id])
    other_profile: Mapped[Profile] = relationship(foreign_keys=[other_profile_id])
