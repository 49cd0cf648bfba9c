"""Who does what on the day; pure, from rows already loaded. The same predicate shows the button and guards the
operation."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_helper, is_organizer
from matchmaking.events.models import Event

BEFORE, AFTER = timedelta(hours=12), timedelta(hours=2)


def is_on(event: Event, now: datetime) -> bool:
    """Whether the day runs: from the half day before it begins until the tables are put away."""
    return event.starts_at - BEFORE <= now <= event.ends_at + AFTER


def can_book(user: User, event: Event, *, now: datetime) -> bool:
    """Whether the person writes down that two sides before them agree, or a walk-in: organizers at any time, helpers
    while the day runs."""
    return is_organizer(user) or (is_helper(user) and is_on(event, now))


def can_renew_links(user: User) -> bool:
    """Whether the person gives a table a new link, after which the one before leads nowhere."""
    return is_helper(user)


def can_change_day(user: User) -> bool:
    """Whether the person shifts the day, cancels, and writes down what was told afterwards."""
    return is_organizer(user)
