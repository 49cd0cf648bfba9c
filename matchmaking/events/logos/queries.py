"""Reading logos. The pictures themselves are read one by one, by their addresses."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from matchmaking.errors import NotFound
from matchmaking.events.logos.models import PartnerLogo
from matchmaking.events.models import Event
from matchmaking.events.queries import held_here
from matchmaking.extensions import db


def list_logos(event: Event, *, with_pictures: bool = False) -> Sequence[PartnerLogo]:
    """Those of an event in their order; on paper the pictures travel along."""
    query = sa.select(PartnerLogo).where(PartnerLogo.event_id == event.id)
    if with_pictures:
        query = query.options(undefer(PartnerLogo.image))
    return db.session.scalars(query.order_by(PartnerLogo.position, PartnerLogo.id)).all()


def get_logo(event: Event, logo_id: int) -> PartnerLogo:
    """One of an event; raises NotFound."""
    found = db.session.scalar(sa.select(PartnerLogo).where(PartnerLogo.event_id == event.id, PartnerLogo.id == logo_id))
    if found is None:
        raise NotFound(f"logo {logo_id}")
    return found


def get_picture(digest: str) -> bytes:
    """The PNG behind an address; raises NotFound."""
    query = sa.select(PartnerLogo.image).join(Event, Event.id == PartnerLogo.event_id)
    found = db.session.scalar(query.where(PartnerLogo.digest == digest, held_here()).limit(1))
    if found is None:
        raise NotFound("picture")
    return found
