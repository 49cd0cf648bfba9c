"""Upkeep of the index, in the transaction of the change itself: whatever writes a profile writes its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction, selectinload

from matchmaking.extensions import db
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.search import documents
from matchmaking.profiles.search.models import SearchFacets, SearchText, facet

_TEXTS, _FACETS = cast(sa.Table, SearchText.__table__), cast(sa.Table, SearchFacets.__table__)
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
    for table in (_TEXTS, _FACETS):
        db.session.execute(sa.delete(table))
    ids = db.session.scalars(sa.select(Profile.id).order_by(Profile.id)).all()
    for start in range(0, len(ids), _BATCH):
        found = sa.select(Profile).where(Profile.id.in_(ids[start : start + _BATCH]))
        profiles = db.session.scalars(found.options(selectinload(Profile.opportunities))).all()
        _write(db.session(), profiles)
        db.session.expire_all()
    return len(ids)


def _write_changed(session: Session, _context: UOWTransaction) -> None:
    touched = [*session.new, *(row for row in session.dirty if session.is_modified(row)), *session.deleted]
    owners = {row if isinstance(row, Profile) else _owner(session, row) for row in touched if _matters(row)}
    standing = sorted((one for one in owners if one and one not in session.deleted), key=lambda one: one.id)
    for start in range(0, len(standing), _BATCH):
        changed = standing[start : start + _BATCH]
        for table in (_TEXTS, _FACETS):
            session.execute(sa.delete(table).where(table.c.profile_id.in_([profile.id for profile in changed])))
        _write(session, changed)


def _matters(row: object) -> bool:
    return isinstance(row, (Profile, Opportunity))


def _owner(session: Session, row: Opportunity) -> Profile | None:
    if "profile" in inspect(row).dict and row.profile is not None:
        return row.profile
    return session.get(Profile, row.profile_id) if row.profile_id else None


def _write(session: Session, profiles: Sequence[Profile]) -> None:
    texts = [
        {"profile_id": one.id, "names": documents.names_of(one), "words": documents.words_of(one)} for one in profiles
    ]
    facets = [
        {"profile_id": one.id, "facets": f" {' '.join(facet(*pair) for pair in documents.facets_of(one))} "}
        for one in profiles
    ]
    session.execute(sa.insert(_TEXTS), texts)
    session.execute(sa.insert(_FACETS), facets)


def _forget(merge: Merge) -> None:
    for table in (_TEXTS, _FACETS):
        db.session.execute(sa.delete(table).where(table.c.profile_id == merge.absorbed.id))


STEP = MergeStep(
    columns=frozenset({"search_texts.profile_id", "search_facets.profile_id"}),
    carry_out=_forget,
    disposable=frozenset({"search_texts", "search_facets"}),
)
