"""Who is there on the day: present or absent, by one tap, for organisations and guests alike."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.events import policy, queries
from matchmaking.events.models import Attendance, Event, Guest, Mode
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile


def mark_arrived(row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    """Present from now on; who had cancelled takes part again. Marking twice keeps the first moment."""
    _check(row, actor=actor, now=now)
    if isinstance(row, Attendance):
        row.cancelled_at = None
    if row.arrived_at is None:
        row.arrived_at = now
        _record("arrived", row, actor=actor, now=now)


def mark_absent(row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    """Not there, or marked present by mistake."""
    _check(row, actor=actor, now=now)
    if row.arrived_at is not None:
        row.arrived_at = None
        _record("absent", row, actor=actor, now=now)


def welcome(event: Event, profile: Profile, mode: Mode, *, actor: User, now: datetime) -> Attendance:
    """Somebody came without having been expected: takes part from now on, present and free in every slot. Who had
    answered already is only marked present."""
    if not policy.can_mark(actor, event, now=now) or not policy.can_take_part(profile):
        raise NotAllowed("presence")
    row = queries.find_attendance(event, profile)
    if row is None:
        row = Attendance(event=event, profile=profile, mode=mode, walk_in=True, created_at=now)
        db.session.add(row)
        db.session.flush()
    mark_arrived(row, actor=actor, now=now)
    return row


def _check(row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    if not policy.can_mark(actor, row.event, now=now):
        raise NotAllowed("presence")
    assert row.id is not None, "only rows of the lists are marked"


def _record(what: str, row: Attendance | Guest, *, actor: User, now: datetime) -> None:
    kind = "attendance" if isinstance(row, Attendance) else "guest"
    audit.record(f"{kind}.{what}", f"{kind}:{row.id}", actor_id=actor.id, now=now)
    db.session.flush()
