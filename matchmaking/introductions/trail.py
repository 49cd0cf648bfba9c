"""Reading what was done about an introduction, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.audit import queries as audit
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.queries import subject_ref


@dataclass(frozen=True)
class Happening:
    """One line of an introduction's history."""

    event: AuditEvent
    actor: str | None  # None: the platform itself


def history(introduction: Introduction) -> list[Happening]:
    """What was done about it, by whom, oldest first."""
    events = audit.list_events(subject_ref(introduction))
    ids = {event.actor_id for event in events if event.actor_id is not None}
    query = sa.select(User.id, User.full_name).where(User.id.in_(ids))
    names = {row.id: row.full_name for row in db.session.execute(query)}
    return [Happening(event, names.get(event.actor_id) if event.actor_id else None) for event in events]
