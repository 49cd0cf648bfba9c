"""Giving somebody the copy of their data; that it was given stands in the trail, what stood in it does not."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.privacy import copying


def take_copy(user: User, *, actor: User | None, now: datetime) -> bytes:
    """The ZIP. `actor` is the person, who has proved it; None: an operator at the machine, on the person's request."""
    copy = copying.write(user, now=now)
    audit.record("copy.taken", f"user:{user.id}", actor_id=actor.id if actor else None, now=now)
    return copy
