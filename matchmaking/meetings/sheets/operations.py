"""Asking for a print pack. Making it is a job's work."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, NotFound
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.sheets.models import PrintPack
from matchmaking.outbox import operations as outbox

MAKE = "meetings.make_pack"


def ask_for_pack(event: Event, *, actor: User, now: datetime) -> PrintPack:
    """Have the published version put on paper; raises NotFound before the first publication."""
    if not is_organizer(actor):
        raise NotAllowed("pack")
    published = schedules.find_published(event)
    if published is None:
        raise NotFound
    pack = PrintPack(schedule=published, asked_by=actor, asked_at=now)
    db.session.add(pack)
    db.session.flush()
    audit.record("schedule.pack_asked", f"event:{event.id}", actor_id=actor.id, now=now, number=published.number)
    outbox.enqueue(MAKE, {"pack_id": pack.id}, now=now, unique_key=f"{MAKE}:{pack.id}")
    return pack
