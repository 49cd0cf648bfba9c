"""What every deciding operation does first and last: stand alone before the schedule, refuse a page that is out of
date, write down who did what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.audit import queries as trail
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.locale import moment
from matchmaking.meetings import policy, queries, wording
from matchmaking.meetings.conflicts import Conflict
from matchmaking.meetings.models import Schedule


class Clash(NotAllowed):
    """A meeting cannot be where somebody wants it; the message names who or what stands in the way."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(wording.conflicts(conflicts))
        self.conflicts = conflicts


def take(event: Event, *, actor: User | None) -> Schedule | None:
    """Lock the event, so that versions follow one another; returns the one that holds now. Raises NotAllowed for
    anybody who may not schedule (`actor` None: the platform itself)."""
    if actor is not None and not policy.can_schedule(actor):
        raise NotAllowed("schedule")
    lock(event)
    return queries.find_published(event)


def refuse_stale(event: Event, published: Schedule | None, *, shown_number: int | None, now: datetime) -> None:
    """Raise StaleDecision where the page showed another version than the one that holds (0 or None: no version)."""
    if (published.number if published else None) != (shown_number or None):
        raise StaleDecision(last_decision(event, now=now))


def take_draft(event: Event, *, shown_version: int, actor: User, now: datetime) -> Schedule:
    """Lock the draft and read it anew. Raises NotAllowed, NotFound where it is gone, StaleDecision where the page
    showed another state of it."""
    take(event, actor=actor)
    draft = queries.find_draft(event)
    if draft is None:
        raise StaleDecision(last_decision(event, now=now))
    lock(draft)
    if draft.version != shown_version:
        raise StaleDecision(last_decision(event, now=now))
    return draft


def grow(draft: Schedule) -> None:
    """Let the draft's version grow where only its placements changed."""
    flag_modified(draft, "cause")
    db.session.flush()


def record(action: str, event: Event, *, actor: User | None, now: datetime, **details: Any) -> None:
    """Add to the audit trail: codes and numbers only."""
    audit.record(
        f"schedule.{action}", queries.subject_ref(event), actor_id=actor.id if actor else None, now=now, **details
    )


def last_decision(event: Event, *, now: datetime) -> str:
    """Who did what to the schedule last: for whoever comes second."""
    found = trail.find_last(queries.subject_ref(event), *wording.DONE)
    if found is None:
        return str(_("The schedule is no longer as you saw it."))
    who = trail.find_actor_name(found) or _("The platform")
    return str(wording.DONE[found.action]) % {"who": who, "when": moment(found.at, now=now)}
