"""Who does what on the day; pure, from rows already loaded. The same predicate shows the button and guards the
operation."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_helper, is_organizer
from matchmaking.events.models import Event
from matchmaking.events.policy import can_mark


def can_book(user: User, event: Event, *, now: datetime) -> bool:
    """Whether the person writes down that two sides before them agree, or a walk-in: whoever keeps the door."""
    return can_mark(user, event, now=now)


def can_renew_links(user: User) -> bool:
    """Whether the person gives a table a new link, after which the one before leads nowhere."""
    return is_helper(user)


def can_change_day(user: User) -> bool:
    """Whether the person shifts the day, cancels, and writes down what was told afterwards."""
    return is_organizer(user)
