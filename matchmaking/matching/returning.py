"""Pairs come back when the word that closed them is over. Begun by every run, before it reads.

What was decided stays beside the pair. An approved pair never returns here: that is for `operations.return_introduced`,
once one side has declined the introduction for a reason that is over.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from matchmaking.audit import operations as audit
from matchmaking.extensions import db
from matchmaking.matching.lifecycle import PairAction, PairStatus, next_status
from matchmaking.matching.memory import (
    PASSING_DECLINES,
    PASSING_DISMISSALS,
    Kept,
    fingerprint,
    is_over,
)
from matchmaking.matching.models import PairReview, Reaction


def let_return(*, now: datetime) -> int:
    """Open every pair whose dismissal or « not for us » is over; returns how many words were. Twice does no more."""
    reviews = [review for review in _passing_reviews() if _dismissal_is_over(review, now)]
    for review in reviews:
        review.status = next_status(review.status, PairAction.RETURN)
        review.returned_at = now
        record_return(review, now=now, reason=review.reason.value if review.reason else None)
    reactions = [reaction for reaction in _passing_reactions() if _reaction_is_over(reaction, now)]
    for reaction in reactions:
        reaction.returned_at = now
        details = {"other": reaction.other_profile.key, "reason": reaction.reason.value if reaction.reason else None}
        audit.record("pair.reaction_over", f"profile:{reaction.profile_id}", actor_id=None, now=now, **details)
    db.session.flush()
    return len(reviews) + len(reactions)


def _passing_reviews() -> sa.ScalarResult[PairReview]:
    return db.session.scalars(
        sa.select(PairReview)
        .where(PairReview.status == PairStatus.DISMISSED, PairReview.reason.in_(PASSING_DISMISSALS))
        .order_by(PairReview.id)
        .with_for_update()
    )


def _passing_reactions() -> sa.ScalarResult[Reaction]:
    return db.session.scalars(
        sa.select(Reaction)
        .where(sa.not_(Reaction.interested), Reaction.reason.in_(PASSING_DECLINES), Reaction.returned_at.is_(None))
        .order_by(Reaction.id)
        .with_for_update()
    )


def _dismissal_is_over(review: PairReview, now: datetime) -> bool:
    then = tuple(texts for texts in (review.ml_texts, review.dz_texts) if texts)
    texts = (fingerprint(review.ml_profile), fingerprint(review.dz_profile)) if then else ()
    return is_over(review.reason, Kept(review.closed_until, then), now=now, texts=texts)


def _reaction_is_over(reaction: Reaction, now: datetime) -> bool:
    then = (reaction.other_texts,) if reaction.other_texts else ()
    texts = (fingerprint(reaction.other_profile),) if then else ()
    return is_over(reaction.reason, Kept(reaction.closed_until, then), now=now, texts=texts)


def record_return(review: PairReview, *, now: datetime, **details: Any) -> None:
    """Write down that the pair came back by itself."""
    told = {"ml": review.ml_profile.key, "dz": review.dz_profile.key, **details}
    subject = f"pair:{review.ml_profile_id}:{review.dz_profile_id}"
    audit.record("pair.return", subject, actor_id=None, now=now, **told)
