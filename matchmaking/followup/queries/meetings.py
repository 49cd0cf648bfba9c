"""Reading the committee's meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.followup.models import CommitteeMeeting, Decision


def get_meeting(meeting_id: int) -> CommitteeMeeting:
    """One, with its decisions; raises NotFound."""
    options = (selectinload(CommitteeMeeting.decisions).selectinload(Decision.actions),)
    found = db.session.get(CommitteeMeeting, meeting_id, options=options)
    if found is None:
        raise NotFound
    return found


def list_meetings() -> Sequence[CommitteeMeeting]:
    """All, the latest first."""
    query = sa.select(CommitteeMeeting).options(selectinload(CommitteeMeeting.decisions))
    return db.session.scalars(query.order_by(CommitteeMeeting.starts_at.desc(), CommitteeMeeting.id.desc())).all()


def count_due(*, until: datetime) -> int:
    """How many begin by a moment, or have begun, and are not noted as held."""
    query = sa.select(sa.func.count(CommitteeMeeting.id)).where(
        CommitteeMeeting.held_at.is_(None), CommitteeMeeting.starts_at <= until
    )
    return db.session.scalar(query) or 0


def get_decision(meeting: CommitteeMeeting, decision_id: int) -> Decision:
    """One decision of a meeting; raises NotFound."""
    found = db.session.get(Decision, decision_id)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound
    return found
