"""The link of a table's page: a new one ends the one before."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.day import policy
from matchmaking.errors import NotAllowed
from matchmaking.events.models import MeetingTable
from matchmaking.extensions import db


def renew_link(table: MeetingTable, *, actor: User, now: datetime) -> None:
    """From now on only the new link opens the table's page."""
    if not policy.can_renew_links(actor):
        raise NotAllowed("table link")
    lock(table)
    table.link_generation += 1
    audit.record("table.link_renewed", f"table:{table.id}", actor_id=actor.id, now=now)
    db.session.flush()
