"""Turning the switches: guarded by version, written to the audit trail, told to whoever depends on them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.audit import operations as audit
from matchmaking.audit import queries as trail
from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox
from matchmaking.settings.models import DEFAULTS, PlatformSettings

SUBJECT, CHANGED = "settings:1", "settings.changed"


@dataclass(frozen=True, kw_only=True)
class Switches:
    """The organizers' choices, all of them."""

    suggestions_open: bool
    review_edits: bool
    hold_minutes: int
    not_now_days: int
    event_first_reminder_hours: int
    event_second_reminder_hours: int
    event_call_hours: int
    first_reminder_days: int
    second_reminder_days: int
    alert_days: int
    close_days: int
    weekends_kept: bool
    pending_requests: int
    outcome_first_days: int
    outcome_second_days: int


def change(switches: Switches, *, shown_version: int, actor_id: int | None, now: datetime) -> frozenset[str]:
    """Set the switches; returns the names of those that changed. Raises StaleDecision where somebody else has
    changed them since `shown_version`."""
    row = db.session.get(PlatformSettings, 1, with_for_update=True)
    if (row.version if row else 0) != shown_version:
        raise StaleDecision(_who_changed())
    if row is None:
        row = PlatformSettings(id=1, **DEFAULTS)
        db.session.add(row)
    wanted = asdict(switches)
    changed = frozenset(name for name, value in wanted.items() if getattr(row, name) != value)
    if changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.updated_at = now
        audit.record(CHANGED, SUBJECT, actor_id=actor_id, now=now, **{name: wanted[name] for name in sorted(changed)})
        outbox.publish(CHANGED, {}, now=now)
    db.session.flush()
    return changed


def _who_changed() -> str:
    event = trail.find_last(SUBJECT, CHANGED)
    name = trail.find_actor_name(event) if event else None
    return str(_("%(name)s changed the settings meanwhile.", name=name or _("Somebody")))
