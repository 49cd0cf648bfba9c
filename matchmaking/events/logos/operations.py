"""Organizers put partners' logos on the public page, in an order. Nothing commits here."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.events import policy
from matchmaking.events.logos.models import PartnerLogo
from matchmaking.events.logos.pictures import Picture
from matchmaking.events.logos.queries import list_logos
from matchmaking.events.models import Event
from matchmaking.extensions import db

MOST = 12


def add(event: Event, name: str, picture: Picture, *, actor: User, now: datetime) -> PartnerLogo:
    """Put one at the end."""
    _require(actor)
    last = db.session.scalar(sa.select(sa.func.max(PartnerLogo.position)).where(PartnerLogo.event_id == event.id))
    logo = PartnerLogo(
        event_id=event.id,
        name=name,
        position=(last or 0) + 1,
        image=picture.content,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        added_by_id=actor.id,
        added_at=now,
    )
    db.session.add(logo)
    _note("logo.added", event, logo, actor=actor, now=now)
    return logo


def rename(event: Event, logo: PartnerLogo, name: str, *, actor: User, now: datetime) -> None:
    """Say anew whose it is."""
    _require(actor)
    logo.name = name
    _note("logo.renamed", event, logo, actor=actor, now=now)


def move_up(event: Event, logo: PartnerLogo, *, actor: User, now: datetime) -> None:
    """One place nearer to the beginning; the first stays."""
    _require(actor)
    order = list(list_logos(event))
    place = order.index(logo)
    order.insert(max(0, place - 1), order.pop(place))
    for position, one in enumerate(order, start=1):
        one.position = position
    _note("logo.moved", event, logo, actor=actor, now=now)


def remove(event: Event, logo: PartnerLogo, *, actor: User, now: datetime) -> None:
    """Take it off; its address answers no more, beyond what browsers keep."""
    _require(actor)
    _note("logo.removed", event, logo, actor=actor, now=now)
    db.session.delete(logo)
    db.session.flush()


def is_full(event: Event) -> bool:
    """Whether there is room for no other."""
    return len(list_logos(event)) >= MOST


def _require(actor: User) -> None:
    if not policy.can_organize(actor):
        raise NotAllowed("logos of partners")


def _note(action: str, event: Event, logo: PartnerLogo, *, actor: User, now: datetime) -> None:
    db.session.flush()
    audit.record(action, f"event:{event.id}", actor_id=actor.id, now=now, logo=logo.id)
    db.session.flush()
