"""Reading the organizers' words; where there are none, the delivered ones count."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from matchmaking.extensions import db
from matchmaking.wordings import texts
from matchmaking.wordings.models import Wording
from matchmaking.wordings.texts import Words


def find_wording(kind: str, language: str, *, for_update: bool = False) -> Wording | None:
    """What organizers wrote, in use or not; locked where the caller will change it."""
    query = sa.select(Wording).where(Wording.kind == kind, Wording.locale == language)
    return db.session.scalar(query.with_for_update() if for_update else query)


def list_wordings() -> Mapping[tuple[str, str], Wording]:
    """All that organizers wrote, by kind and language."""
    query = sa.select(Wording).options(joinedload(Wording.updated_by)).order_by(Wording.id)
    return {(found.kind, found.locale): found for found in db.session.scalars(query)}


def words_of(wording: Wording | None, kind: str, language: str) -> Words:
    """The words that count: the organizers' where they are in use, else the delivered ones. A short form that they left
    empty is the delivered one: something must be said on the telephone."""
    delivered = texts.delivered(kind, language)
    if wording is None or not wording.in_use:
        return delivered
    return Words(subject=wording.subject, text=wording.text, spoken=wording.spoken or delivered.spoken)
