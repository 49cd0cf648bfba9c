"""What every deciding operation does first and last: stand alone before the plan, refuse a page that is out of date,
write down who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.audit import queries as trail
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.locale import moment
from matchmaking.plans import policy
from matchmaking.plans.models import Plan
from matchmaking.plans.queries import subject_ref
from matchmaking.plans.wording import DONE


def take(plan: Plan, *, shown_version: int, actor: User, now: datetime) -> None:
    """Lock the plan and read it anew. Raises NotAllowed, and StaleDecision where the page showed another version."""
    if not policy.can_plan(actor):
        raise NotAllowed("plan")
    lock(plan)
    if plan.version != shown_version:
        raise StaleDecision(last_decision(plan, now=now))


def record(action: str, plan: Plan, *, actor: User | None, now: datetime, **details: Any) -> None:
    """Add to the audit trail: codes and numbers only."""
    audit.record(f"plan.{action}", subject_ref(plan.id), actor_id=actor.id if actor else None, now=now, **details)


def last_decision(plan: Plan, *, now: datetime) -> str:
    """Who did what to the plan last: for whoever comes second."""
    event = trail.find_last(subject_ref(plan.id), *DONE)
    if event is None:
        return str(_("The plan is no longer as you saw it."))
    who = trail.find_actor_name(event) or _("The platform")
    return str(DONE[event.action]) % {"who": who, "when": moment(event.at, now=now)}
