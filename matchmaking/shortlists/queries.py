"""Reading a shortlist; every function begins with the organisation whose list it is."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import find_by_key
from matchmaking.shortlists.models import ShortlistEntry


def list_entries(profile: Profile) -> Sequence[ShortlistEntry]:
    """All that the organisation keeps, the last kept first, also what is no longer published."""
    query = (
        sa.select(ShortlistEntry)
        .where(ShortlistEntry.profile_id == profile.id, ShortlistEntry.dropped_at.is_(None))
        .options(joinedload(ShortlistEntry.other_profile).selectinload(Profile.opportunities))
        .options(joinedload(ShortlistEntry.other_profile).selectinload(Profile.members))
        .order_by(ShortlistEntry.kept_at.desc(), ShortlistEntry.id.desc())
    )
    return db.session.scalars(query).all()


def list_kept_ids(profile: Profile) -> set[int]:
    """The ids of the profiles that the organisation keeps."""
    query = sa.select(ShortlistEntry.other_profile_id).where(
        ShortlistEntry.profile_id == profile.id, ShortlistEntry.dropped_at.is_(None)
    )
    return set(db.session.scalars(query))


def find_entry(profile: Profile, other: Profile) -> ShortlistEntry | None:
    """The line about this one, dropped ones included."""
    return db.session.scalar(
        sa.select(ShortlistEntry).where(
            ShortlistEntry.profile_id == profile.id, ShortlistEntry.other_profile_id == other.id
        )
    )


def get_entry(profile: Profile, other_key: str) -> ShortlistEntry:
    """The line about the organisation of this key, whether or not it is still published; raises NotFound."""
    other = find_by_key(other_key)
    entry = find_entry(profile, other) if other else None
    if entry is None or entry.dropped_at is not None:
        raise NotFound(f"{other_key} on the shortlist of {profile.key}")
    return entry
