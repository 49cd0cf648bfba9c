"""Reading the audit trail."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db


def list_events(subject: str) -> Sequence[AuditEvent]:
    """All events of one thing, oldest first."""
    query = sa.select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.at, AuditEvent.id)
    return db.session.scalars(query).all()
