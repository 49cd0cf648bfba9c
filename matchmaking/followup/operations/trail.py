"""What every operation on the road map does first and last: refuse a page that is out of date, write down who did
what."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.audit import queries as trail
from matchmaking.database import lock
from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.locale import moment


class Versioned(Protocol):
    """Anything whose pages post the version they showed."""

    version: Any


def refuse_stale(thing: Versioned, *, subject: str, shown_version: int, now: datetime) -> None:
    """Lock the row; raise StaleDecision, naming who changed it and when, where a page showed another version."""
    lock(thing)
    if thing.version == shown_version:
        return
    events = trail.list_events(subject)
    name = trail.find_actor_name(events[-1]) if events else None
    when = moment(events[-1].at, now=now) if events else ""
    raise StaleDecision(
        str(_("%(name)s changed it %(moment)s.", name=name or _("Somebody"), moment=when)).replace(" .", ".")
    )


def record(action: str, subject: str, *, actor: User | None, now: datetime, **details: Any) -> None:
    """Add to the audit trail (codes only) and write everything to the database."""
    audit.record(f"followup.{action}", subject, actor_id=actor.id if actor else None, now=now, **details)
    db.session.flush()
