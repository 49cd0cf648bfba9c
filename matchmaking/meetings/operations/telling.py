"""Those whom no letter reaches are called; an organizer writes down that it was done."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import TransitionError
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.meetings.models import ScheduleNotice
from matchmaking.meetings.notifications import must_be_called
from matchmaking.meetings.operations.decisions import record, take


def tell(event: Event, notice: ScheduleNotice, *, actor: User, now: datetime) -> None:
    """Somebody was told by phone what a version changes for them."""
    take(event, actor=actor)
    lock(notice)
    if not must_be_called(notice):
        raise TransitionError("told", "tell")
    notice.message = None
    notice.told_at = now
    record("told", event, actor=actor, now=now, notice=notice.id)
    db.session.flush()
