"""Reading the rapporteur's recommendations."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.errors import NotFound
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.followup.models import Recommendation, RecommendationEdit


def get_recommendation(recommendation_id: int) -> Recommendation:
    """One, with how it read before; raises NotFound."""
    edits = selectinload(Recommendation.edits).joinedload(RecommendationEdit.replaced_by)
    found = db.session.get(Recommendation, recommendation_id, options=(edits,))
    if found is None:
        raise NotFound
    return found


def list_recommendations(
    event: Event | None = None, *, axis: str | None = None, session_id: int | None = None, drafts: bool = True
) -> Sequence[Recommendation]:
    """Those that stand, by axis and then in the rapporteur's order; drafts without an axis come last.

    Without an event, of all events.
    """
    query = sa.select(Recommendation).where(Recommendation.set_aside_at.is_(None))
    if event is not None:
        query = query.where(Recommendation.event_id == event.id)
    if axis:
        query = query.where(Recommendation.axis == axis)
    if session_id is not None:
        query = query.where(Recommendation.session_id == session_id)
    if not drafts:
        query = query.where(Recommendation.axis.is_not(None), Recommendation.title != "")
    order = (Recommendation.axis.is_(None), Recommendation.axis, Recommendation.position, Recommendation.id)
    return db.session.scalars(query.options(joinedload(Recommendation.session)).order_by(*order)).all()


def list_set_aside() -> Sequence[Recommendation]:
    """Those taken out of the list, the latest first."""
    query = sa.select(Recommendation).where(Recommendation.set_aside_at.is_not(None))
    return db.session.scalars(query.order_by(Recommendation.set_aside_at.desc(), Recommendation.id.desc())).all()


def last_position() -> int:
    """The highest position given so far; 0 before the first."""
    return db.session.scalar(sa.select(sa.func.max(Recommendation.position))) or 0
