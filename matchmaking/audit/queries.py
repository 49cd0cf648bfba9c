"""Reading the audit trail."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db, security


def list_events(subject: str) -> Sequence[AuditEvent]:
    """All events of one thing, oldest first."""
    query = sa.select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.at, AuditEvent.id)
    return db.session.scalars(query).all()


def find_last(subject: str, *actions: str) -> AuditEvent | None:
    """The latest of these actions on one thing."""
    query = sa.select(AuditEvent).where(AuditEvent.subject == subject, AuditEvent.action.in_(actions))
    return db.session.scalar(query.order_by(AuditEvent.at.desc(), AuditEvent.id.desc()).limit(1))


def find_actor_name(event: AuditEvent) -> str | None:
    """Who did it, by name; None for the platform itself and for persons who have left."""
    actor = security.datastore.find_user(id=event.actor_id) if event.actor_id is not None else None
    return getattr(actor, "full_name", None)


def list_done(actor_id: int) -> frozenset[str]:
    """Every kind of thing that a person has done so far."""
    query = sa.select(AuditEvent.action).where(AuditEvent.actor_id == actor_id).distinct()
    return frozenset(db.session.scalars(query))
