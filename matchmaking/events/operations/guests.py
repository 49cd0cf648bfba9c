"""People without a profile: officials, speakers, journalists, partners, staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.events import policy, queries
from matchmaking.events.models import Event, Guest, GuestRole, Mode
from matchmaking.events.wording import last_decision
from matchmaking.extensions import db


@dataclass(frozen=True, kw_only=True)
class GuestDetails:
    """One guest as typed."""

    full_name: str
    organisation: str
    role: GuestRole
    mode: Mode


def add_guest(event: Event, details: GuestDetails, *, actor: User, now: datetime) -> Guest:
    """Put one person on the door list."""
    _check(actor)
    guest = Guest(event=event, created_at=now, **asdict(details))
    db.session.add(guest)
    db.session.flush()
    audit.record("guest.added", subject_of(guest), actor_id=actor.id, now=now, role=guest.role.value)
    db.session.flush()
    return guest


def add_guests(event: Event, several: Sequence[GuestDetails], *, actor: User, now: datetime) -> int:
    """Put pasted people on the door list, once each: who stands there already (same name, organisation and role) is
    left out. Returns how many are new."""
    _check(actor)
    standing = {_likeness(guest.full_name, guest.organisation, guest.role) for guest in queries.list_guests(event)}
    added = 0
    for details in several:
        likeness = _likeness(details.full_name, details.organisation, details.role)
        if likeness not in standing:
            standing.add(likeness)
            add_guest(event, details, actor=actor, now=now)
            added += 1
    return added


def change_guest(guest: Guest, details: GuestDetails, *, shown_version: int, actor: User, now: datetime) -> None:
    """Correct what was typed. Raises StaleDecision."""
    _check(actor)
    _check_version(guest, shown_version)
    for name, value in asdict(details).items():
        setattr(guest, name, value)
    audit.record("guest.changed", subject_of(guest), actor_id=actor.id, now=now)
    db.session.flush()


def remove_guest(guest: Guest, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take a person off the door list. Raises StaleDecision."""
    _check(actor)
    _check_version(guest, shown_version)
    audit.record("guest.removed", subject_of(guest), actor_id=actor.id, now=now, role=guest.role.value)
    db.session.delete(guest)
    db.session.flush()


def subject_of(guest: Guest) -> str:
    """How the audit trail names a guest: without the name."""
    return f"guest:{guest.id}"


def _likeness(name: str, organisation: str, role: GuestRole) -> tuple[str, str, GuestRole]:
    return name.casefold(), organisation.casefold(), role


def _check(actor: User) -> None:
    if not policy.can_organize(actor):
        raise NotAllowed("the guests of an event")


def _check_version(guest: Guest, shown_version: int) -> None:
    if guest.version != shown_version:
        raise StaleDecision(last_decision(subject_of(guest)))
