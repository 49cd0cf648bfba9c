"""An organisation names whom it must not be introduced to, and takes a name off again. It holds from that moment.

Nobody of the named organisation ever learns of it: no letter, no line in their history, nothing in a log they read.
"""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.matching import policy
from matchmaking.matching.models import ApartList, KeptApart
from matchmaking.matching.queries import find_kept_apart, get_named
from matchmaking.matching.running import REFRESH
from matchmaking.outbox.operations import enqueue
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import find_by_key


def keep_apart(profile: Profile, other_key: str, kept_on: ApartList, *, actor: User, now: datetime) -> KeptApart:
    """Put an organisation across the border on a list; one that stands on the other list changes over.

    Raises NotFound for anybody's organisation but the actor's own, and for one that a search would not give.
    """
    if not policy.can_keep_apart(actor, profile):
        raise NotFound(f"lists of {profile.key}")
    other = get_named(profile, other_key)
    line = find_kept_apart(profile, other)
    if line is not None and line.kept_on is kept_on:
        return line
    if line is None:
        line = KeptApart(profile=profile, other_profile=other)
        db.session.add(line)
    line.kept_on, line.added_by_id, line.added_at = kept_on, actor.id, now
    details = {"other": other.key, "list": kept_on.value}
    audit.record("pair.kept_apart", f"profile:{profile.id}", actor_id=actor.id, now=now, **details)
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)  # its place in the lists is free for another
    db.session.flush()
    return line


def let_meet(profile: Profile, other_key: str, *, actor: User, now: datetime) -> None:
    """Take an organisation off the list it stands on. Any key that stands on none does nothing, and tells nothing."""
    if not policy.can_keep_apart(actor, profile):
        raise NotFound(f"lists of {profile.key}")
    other = find_by_key(other_key)
    line = find_kept_apart(profile, other) if other else None
    if line is None:
        return
    db.session.delete(line)
    audit.record("pair.let_meet", f"profile:{profile.id}", actor_id=actor.id, now=now, other=other_key)
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)
    db.session.flush()
