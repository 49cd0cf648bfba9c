"""Who may make a report, read it, and take the named annex. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_committee, is_organizer
from matchmaking.reports.models import Snapshot


def can_make(user: User) -> bool:
    """Whether the person writes and freezes reports."""
    return is_organizer(user)


def can_read(user: User, snapshot: Snapshot) -> bool:
    """Whether the person reads a report: the committee too, once it is frozen; it names no person."""
    return is_organizer(user) or (is_committee(user) and snapshot.frozen_at is not None)


def annex_ends(taken_at: datetime, *, days: int) -> datetime:
    """When a named annex taken now, which may be kept for so many days, is to be destroyed."""
    return taken_at + timedelta(days=days)
