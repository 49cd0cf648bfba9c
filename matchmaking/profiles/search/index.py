"""Upkeep of the index, in the transaction of the change itself: whatever writes a profile writes its words."""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction, selectinload

from matchmaking.extensions import db
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.search import documents
from matchmaking.profiles.search.models import SearchText

_TABLE = cast(sa.Table, SearchText.__table__)
_BATCH = 200


def follow_changes() -> None:
    """Have every flush that touches a profile or its offers and needs write their words too."""
    if not event.contains(Session, "after_flush", _write_changed):
        event.listen(Session, "after_flush", _write_changed)


def is_complete() -> bool:
    """Whether every profile has its words: they are missing after the migration that brought the index."""
    missing = sa.select(Profile.id).where(Profile.id.not_in(sa.select(SearchText.profile_id))).limit(1)
    return db.session.scalar(missing) is None


def reindex() -> int:
    """Write the words of all profiles anew, as after a change of the lexicon; how many there are."""
    db.session.execute(sa.delete(SearchText))
    ids = db.session.scalars(sa.select(Profile.id).order_by(Profile.id)).all()
    for start in range(0, len(ids), _BATCH):
        found = sa.select(Profile).where(Profile.id.in_(ids[start : start + _BATCH]))
        profiles = db.session.scalars(found.options(selectinload(Profile.opportunities))).all()
        db.session.execute(sa.insert(SearchText), [_row(profile) for profile in profiles])
        db.session.expire_all()
    return len(ids)


def _write_changed(session: Session, _context: UOWTransaction) -> None:
    touched = [*session.new, *(row for row in session.dirty if session.is_modified(row)), *session.deleted]
    owners = {row if isinstance(row, Profile) else _owner(session, row) for row in touched if _matters(row)}
    for profile in sorted((one for one in owners if one is not None), key=lambda one: one.id):
        if profile not in session.deleted:
            row = _row(profile)
            session.execute(sa.delete(_TABLE).where(_TABLE.c.profile_id == profile.id))
            session.execute(sa.insert(_TABLE).values(**row))


def _matters(row: object) -> bool:
    return isinstance(row, (Profile, Opportunity))


def _owner(session: Session, row: Opportunity) -> Profile | None:
    if "profile" in inspect(row).dict and row.profile is not None:
        return row.profile
    return session.get(Profile, row.profile_id) if row.profile_id else None


def _row(profile: Profile) -> dict[str, object]:
    return {
        "profile_id": profile.id,
        "names": documents.names_of(profile),
        "words": documents.words_of(profile),
        "facets": documents.facets_of(profile),
    }


def _forget(merge: Merge) -> None:
    db.session.execute(sa.delete(SearchText).where(SearchText.profile_id == merge.absorbed.id))


STEP = MergeStep(
    columns=frozenset({"search_texts.profile_id"}), carry_out=_forget, disposable=frozenset({"search_texts"})
)
