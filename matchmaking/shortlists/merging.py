"""What becomes of shortlists when two profiles become one: a line about either names the kept one, with both notes."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.shortlists.models import ShortlistEntry

COLUMNS = ("profile_id", "other_profile_id")


def carry_out(merge: Merge) -> None:
    """Move every line of the absorbed profile, and every one about it."""
    for own, other in (COLUMNS, COLUMNS[::-1]):
        moving = sa.select(ShortlistEntry).where(getattr(ShortlistEntry, own) == merge.absorbed.id)
        for entry in db.session.scalars(moving.order_by(ShortlistEntry.id)).all():
            _move(entry, own, other, merge)


def _move(entry: ShortlistEntry, own: str, other: str, merge: Merge) -> None:
    standing = db.session.scalar(
        sa.select(ShortlistEntry).where(
            getattr(ShortlistEntry, own) == merge.kept.id,
            getattr(ShortlistEntry, other) == getattr(entry, other),
        )
    )
    if getattr(entry, other) == merge.kept.id:  # of the two about each other: nobody keeps oneself
        db.session.delete(entry)
    elif standing is None:
        setattr(entry, own, merge.kept.id)
    else:
        _join(standing, entry)
        db.session.delete(entry)
    db.session.flush()
    if entry in db.session:
        db.session.expire(entry)


def _join(standing: ShortlistEntry, coming: ShortlistEntry) -> None:
    """One line of two: on the list if either was, with the notes of those that were."""
    listed = [one for one in (standing, coming) if one.dropped_at is None] or [standing]
    standing.note = "\n".join(dict.fromkeys(one.note for one in listed if one.note))
    if len(listed) < 2:
        standing.dropped_at = listed[0].dropped_at


STEP = MergeStep(
    columns=frozenset(f"{ShortlistEntry.__tablename__}.{column}" for column in COLUMNS), carry_out=carry_out
)
