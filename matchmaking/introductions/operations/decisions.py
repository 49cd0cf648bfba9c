"""What every deciding operation does first and last: stand alone before the row, refuse a page that is out of date,
write down who did what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.introductions import queries, trail, wording
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.settings import queries as switches

LEAST = timedelta(minutes=1)


def take(introduction: Introduction) -> None:
    """Lock the introduction and read it and its sides anew, so that two answers at one moment come one after the
    other, each seeing what the one before did."""
    lock(introduction)
    for side in introduction.sides:
        db.session.refresh(side)


def ending_hold() -> timedelta:
    """How long a letter waits that says that it is over: the hold time, and at least the minute in which whoever
    follows the fact « introduction.ended » may say it in one letter with what else ends."""
    return max(timedelta(minutes=switches.current().hold_minutes), LEAST)


def forget_told(introduction: Introduction) -> None:
    """It stands otherwise now: what was told by phone of how it ended is true no more, and must be told anew."""
    for side in introduction.sides:
        side.outcome_told_at = None


def refuse_stale(
    introduction: Introduction, *, side: IntroductionSide | None, shown_version: int, now: datetime
) -> None:
    """Raise StaleDecision, naming who decided, where the page showed another version.

    A participant's page shows the version of the own side: what the other side does must not get in the way.
    An organizer's page shows the introduction's, which grows with everything.
    """
    version = introduction.version if side is None else side.version
    if version != shown_version:
        raise StaleDecision(wording.last_decision(trail.history(introduction), side, now=now))


def record(
    action: str,
    introduction: Introduction,
    *,
    actor: User | None,
    now: datetime,
    side: IntroductionSide | None = None,
    **details: Any,
) -> None:
    """Add to the audit trail (codes only, never a name or a contact) and let the introduction's version grow."""
    if side is not None:
        details["side"] = side.profile.country.value
    audit.record(
        f"introduction.{action}",
        queries.subject_ref(introduction),
        actor_id=actor.id if actor else None,
        now=now,
        **details,
    )
    introduction.changed_at = now
    flag_modified(introduction, "changed_at")  # even where two things happen at the same moment
