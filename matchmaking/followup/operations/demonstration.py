"""Removing what invented people have noted, when the demonstration is cleared."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.followup.models import Action, CommitteeMeeting, Objective, Recommendation


def clear_by(user_ids: Collection[int]) -> None:
    """Delete the actions, objectives, recommendations and meetings that these people made. What was said of invented
    introductions goes with them."""
    for table in (Action, Objective, Recommendation, CommitteeMeeting):
        for row in db.session.scalars(sa.select(table).where(table.created_by_id.in_(user_ids)).order_by(table.id)):
            db.session.delete(row)
    db.session.flush()
