"""An organisation keeps another, writes a note to it, drops it, and takes that back."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member, is_visible
from matchmaking.profiles.queries import in_demonstration
from matchmaking.shortlists import policy, queries
from matchmaking.shortlists.models import ShortlistEntry

FORGOTTEN_AFTER = timedelta(days=1)


def keep(profile: Profile, other: Profile, *, actor: User, now: datetime) -> ShortlistEntry:
    """Keep an organisation; one that was just dropped comes back with its note. Twice does no more.

    Raises NotFound for anybody's list but the actor's own, and for an organisation that the directory does not show:
    only what stands on the list, or was dropped within the day, may come back while it is hidden.
    """
    if not policy.can_keep(actor, profile, other):
        raise NotFound(f"shortlist of {profile.key}")
    lock(profile)  # two colleagues who keep the same one at once make one line
    _forget_dropped(profile, now=now)
    entry = queries.find_entry(profile, other)
    if entry is not None and entry.dropped_at is None:
        return entry
    if entry is None:
        if not is_visible(other, demonstration=in_demonstration()):
            raise NotFound(f"profile {other.key}")
        entry = ShortlistEntry(profile=profile, other_profile=other, kept_by_id=actor.id, kept_at=now, note="")
        db.session.add(entry)
    entry.dropped_at = None
    db.session.flush()
    _record("kept", profile, other, actor=actor, now=now)
    return entry


def write_note(entry: ShortlistEntry, text: str, *, actor: User, now: datetime) -> None:
    """Write what its people want to remember of it; an empty text takes the note away."""
    _require(actor, entry)
    if entry.note == text.strip():
        return
    entry.note = text.strip()
    db.session.flush()
    _record("noted", entry.profile, entry.other_profile, actor=actor, now=now)


def drop(entry: ShortlistEntry, *, actor: User, now: datetime) -> None:
    """Take an organisation off the list; `keep` takes that back within a day."""
    _require(actor, entry)
    entry.dropped_at = now
    db.session.flush()
    _record("dropped", entry.profile, entry.other_profile, actor=actor, now=now)


def _require(actor: User, entry: ShortlistEntry) -> None:
    if not is_member(actor, entry.profile):
        raise NotFound(f"shortlist entry {entry.id}")


def _forget_dropped(profile: Profile, *, now: datetime) -> None:
    gone = sa.delete(ShortlistEntry).where(
        ShortlistEntry.profile_id == profile.id, ShortlistEntry.dropped_at < now - FORGOTTEN_AFTER
    )
    db.session.execute(gone)


def _record(action: str, profile: Profile, other: Profile, *, actor: User, now: datetime) -> None:
    """Keys only, and apart from the profile's own history, which other pages tell."""
    audit.record(f"shortlist.{action}", f"shortlist:{profile.id}", actor_id=actor.id, now=now, other=other.key)
