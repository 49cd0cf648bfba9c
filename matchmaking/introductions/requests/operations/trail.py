"""What every verb on a request does first and last: stand alone before the row, refuse a page that is out of date,
write down who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.queries import subject_ref
from matchmaking.locale import moment


def take(request: IntroductionRequest, *, shown_version: int, now: datetime) -> None:
    """Lock the request and read it anew; raises StaleDecision, naming who decided, where it has moved on."""
    lock(request)
    if request.version != shown_version:
        raise StaleDecision(_who_decided(request, now=now))


def record(action: str, request: IntroductionRequest, *, actor: User | None, now: datetime, **details: Any) -> None:
    """Add to the audit trail: codes and keys, never the message."""
    db.session.flush()
    told = {"profile": request.profile.key, "other": request.other_profile.key, **details}
    audit.record(f"request.{action}", subject_ref(request), actor_id=actor.id if actor else None, now=now, **told)


def _who_decided(request: IntroductionRequest, *, now: datetime) -> str:
    if request.settled_at is None:
        return str(_("This request was put back among those that wait."))
    name = request.settled_by.full_name if request.settled_by else _("The platform")
    return str(_("%(name)s has dealt with this request %(when)s.", name=name, when=moment(request.settled_at, now=now)))
