"""The time of the product: always aware, always UTC. Tests move it by moving the process's clock; the simulated year of
the demonstration lets each thing happen at its own moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _moment.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Whatever is done inside is done at this moment: for invented pasts only, never while a request is answered."""
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)


def next_at(hour: int, now: datetime) -> datetime:
    """When it is next so many o'clock in Bamako, where it is UTC: today, or tomorrow once the hour has come."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
