"""The private address by which a calendar program keeps a person's schedule up to date by itself.

There is none before its person asks for one. Whoever holds it reads the schedule and no contact; a new address ends
the one before, and closing it ends it for good.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from matchmaking.accounts import signed
from matchmaking.accounts.links import public_address
from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.errors import Gone
from matchmaking.extensions import db
from matchmaking.meetings.sheets.models import CalendarFeed

FEED = "meetings.feed"


def find_feed(user: User) -> CalendarFeed | None:
    """The person's open feed."""
    feed = _row(user)
    return feed if feed is not None and feed.closed_at is None else None


def address_of(feed: CalendarFeed) -> str:
    """The absolute address, as it is given to a calendar program."""
    return public_address(FEED, token=signed.sign(FEED, {"user": feed.user_id, "generation": feed.generation}))


def read_feed(token: str) -> User:
    """Whose schedule an address opens. Raises NotFound for a forged one, Gone for one that was replaced or closed."""
    payload = signed.read(FEED, token)
    user = db.session.get(User, int(payload["user"]))
    feed = find_feed(user) if user is not None and user.active else None
    if feed is None or feed.generation != payload["generation"]:
        raise Gone(FEED)
    return feed.user


def open_feed(user: User, *, now: datetime) -> CalendarFeed:
    """Give the person an address; the one they had leads nowhere from now on."""
    feed = _row(user)
    if feed is None:
        feed = CalendarFeed(user=user, generation=1, opened_at=now)
        db.session.add(feed)
    else:
        lock(feed)
        feed.generation, feed.opened_at, feed.closed_at = feed.generation + 1, now, None
    audit.record("calendar_feed.opened", f"user:{user.id}", actor_id=user.id, now=now)
    db.session.flush()
    return feed


def close_feed(user: User, *, now: datetime) -> None:
    """End the address. Without an open one nothing happens."""
    feed = find_feed(user)
    if feed is not None:
        lock(feed)
        feed.closed_at = now
        audit.record("calendar_feed.closed", f"user:{user.id}", actor_id=user.id, now=now)
        db.session.flush()


def _row(user: User) -> CalendarFeed | None:
    return db.session.scalars(sa.select(CalendarFeed).where(CalendarFeed.user_id == user.id)).one_or_none()
