"""Who is there on the day: present or absent, by one tap, for organisations and guests alike."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.events import policy
from matchmaking.events.models import Attendance, Guest
from matchmaking.extensions import db


def mark_arrived(row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    """Present from now on; who had cancelled takes part again. Marking twice keeps the first moment."""
    _check(row, actor)
    if isinstance(row, Attendance):
        row.cancelled_at = None
    if row.arrived_at is None:
        row.arrived_at = now
        _record("arrived", row, actor=actor, now=now)


def mark_absent(row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    """Not there, or marked present by mistake."""
    _check(row, actor)
    if row.arrived_at is not None:
        row.arrived_at = None
        _record("absent", row, actor=actor, now=now)


def _check(row: Attendance | Guest, actor: User) -> None:
    if not policy.can_mark(actor):
        raise NotAllowed("presence")
    assert row.id is not None, "only rows of the lists are marked"


def _record(what: str, row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    kind = "attendance" if isinstance(row, Attendance) else "guest"
    audit.record(f"{kind}.{what}", f"{kind}:{row.id}", actor_id=actor.id, now=now)
    db.session.flush()
