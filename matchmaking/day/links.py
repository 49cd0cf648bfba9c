"""The two links of the day: to a table's page, and to one person's questions about one day. Each is signed, opens
without a sign-in, and decides nothing by being opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from matchmaking.accounts import signed
from matchmaking.accounts.links import public_address
from matchmaking.accounts.models import User
from matchmaking.day import queries
from matchmaking.errors import Gone, NotFound
from matchmaking.events.models import Event, MeetingTable
from matchmaking.events.queries import get_event
from matchmaking.extensions import db

TABLE, AFTERWARDS = "day.table", "day.afterwards"
# After the event: a table's as long as a day that runs late.
TABLE_LASTS, QUESTIONS_LAST = timedelta(hours=3), timedelta(days=60)


def table_address(table: MeetingTable) -> str:
    """The absolute address of a table's page, as it stands on the card and in its squares."""
    token = signed.sign(TABLE, {"table": table.id, "generation": table.link_generation})
    return public_address("day.table", token=token)


def read_table(token: str, *, now: datetime) -> MeetingTable:
    """The table behind a link. Raises NotFound for a forged one, Gone for one that was replaced or whose event is
    over."""
    payload = signed.read(TABLE, token)
    table = queries.get_table(int(payload["table"]))
    if payload["generation"] != table.link_generation or now > table.event.ends_at + TABLE_LASTS:
        raise Gone(TABLE)
    return table


def questions_placeholder(event: Event, user: User, day: str) -> dict[str, Any]:
    """What a letter's row keeps in the place of the link."""
    return {"purpose": AFTERWARDS, "event": event.id, "user": user.id, "day": day}


def mint_afterwards(payload: Mapping[str, Any]) -> str:
    """The absolute address behind a placeholder; called by the worker when it sends."""
    token = signed.sign(AFTERWARDS, {name: payload[name] for name in ("event", "user", "day")})
    return public_address("day.afterwards", token=token)


def read_afterwards(token: str, *, now: datetime) -> tuple[Event, User, str]:
    """Event, person and day of a link. Raises NotFound for a forged one, Gone long after the event."""
    payload = signed.read(AFTERWARDS, token)
    event, user = get_event(int(payload["event"])), db.session.get(User, int(payload["user"]))
    if user is None or not user.active:
        raise NotFound(AFTERWARDS)
    if now > event.ends_at + QUESTIONS_LAST:
        raise Gone(AFTERWARDS)
    return event, user, str(payload["day"])
