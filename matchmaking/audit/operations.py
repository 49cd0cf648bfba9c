"""Adding to the audit trail; there is no operation that changes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db


def record(action: str, subject: str, *, actor_id: int | None, now: datetime, **details: Any) -> AuditEvent:
    """Write down that `actor_id` (None: the platform) did `action` to `subject` ("profile:7").

    `details` must be JSON values without personal data: codes, numbers, states.
    """
    event = AuditEvent(at=now, actor_id=actor_id, action=action, subject=subject, details=details)
    db.session.add(event)
    return event
