"""What one person reads of the round table: the sheets of their organisations, from the published version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.events import queries as events
from matchmaking.events.models import Event
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.sheets import queries
from matchmaking.meetings.sheets.lines import Sheet, sheets_of


@dataclass(frozen=True, kw_only=True)
class OwnDay:
    """Ready for the page and for paper."""

    event: Event | None
    number: int | None  # of the published version; None before the first
    published_at: datetime | None
    sheets: Sequence[Sheet]

    @property
    def has_meetings(self) -> bool:
        """Whether there is anything to print or to take into a calendar."""
        return any(sheet.lines for sheet in self.sheets)


def build(reader: User, *, now: datetime) -> OwnDay:
    """The day of the running or next event, else of the last one."""
    event = events.find_current(now)
    if event is None:
        return OwnDay(event=None, number=None, published_at=None, sheets=())
    return _on(event, reader, now=now)


def every_day(reader: User, *, now: datetime) -> list[OwnDay]:
    """The days of all events with a published schedule, the latest first."""
    days = [_on(event, reader, now=now) for event in events.list_events()]
    return [day for day in days if day.number is not None]


def _on(event: Event, reader: User, *, now: datetime) -> OwnDay:
    published = schedules.find_published(event)
    profiles = queries.list_own_profiles(reader, event)
    placements = queries.list_told(published, profiles)
    concerned = {one.id for one in profiles} | {side.profile_id for one in placements for side in one.meeting.sides}
    attendances = schedules.attendances_of(event, concerned)
    # Once the event is over, what did not take place is of no use to anybody.
    called_off = queries.list_called_off(event, profiles) if published and now < event.ends_at else ()
    sheets = sheets_of(profiles, placements, attendances, now=now, reader=reader, called_off=called_off)
    return OwnDay(
        event=event,
        number=published.number if published else None,
        published_at=published.published_at if published else None,
        sheets=sheets,
    )
