"""What every verb on a profile leaves behind: the audit event, the facts for the features above, the moved version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox
from matchmaking.profiles import policy
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus, next_status
from matchmaking.profiles.models import Profile


def record(action: str, profile: Profile, *, actor: User, now: datetime, **details: Any) -> None:
    """Write the event down and move the profile's version on, also when only a row beside it changed."""
    profile.updated_at = now
    flag_modified(profile, "updated_at")
    db.session.flush()
    audit.record(action, f"profile:{profile.id}", actor_id=actor.id, now=now, **details)
    db.session.flush()


def tell_changed(profile: Profile, *, now: datetime) -> None:
    """Something that others may see of the profile changed, or whether they may see it."""
    outbox.publish("profile.changed", {"profile_id": profile.id}, now=now)


def move(profile: Profile, action: ProfileAction, *, actor: User) -> ProfileStatus:
    """Take one step of the lifecycle; returns the state before it.

    Raises TransitionError where the table has no such step, and NotAllowed where this person may not take it.
    """
    before, after = profile.status, next_status(profile.status, action)
    if not policy.can_decide(actor, profile, action):
        raise NotAllowed(f"{action} of profile {profile.key}")
    profile.status = after
    return before
