"""A table's own page: what is on now, what is next, with whom, and how to reach the other side. Never a contact, never
a draft, and a discreet fund only by the name that the other side may know.

Its link stands on a card that anybody in the room can photograph: it names only who sits there now or is about to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from matchmaking import config
from matchmaking.accounts.sharing import qr_code
from matchmaking.day import queries
from matchmaking.events.models import Event, MeetingTable
from matchmaking.introductions.wording import other_name
from matchmaking.meetings.models import Placement
from matchmaking.meetings.people import Attendances, is_on_site
from matchmaking.meetings.policy import is_provisional
from matchmaking.meetings.queries import attendances_of
from matchmaking.meetings.wording import video_url

NAMED_BEFORE = timedelta(minutes=30)  # who comes next finds the table; who meets whom in the afternoon is nobody's


@dataclass(frozen=True, kw_only=True)
class Line:
    """One meeting at this table."""

    starts_at: datetime
    ends_at: datetime
    names: tuple[str, str] | None  # Mali first, each as the other may know it; None while it is not their turn
    provisional: bool
    video: str | None  # while it runs, where one of the two is online
    qr: Markup | None  # of the same address, for a second device


@dataclass(frozen=True, kw_only=True)
class TablePage:
    """Ready for the tablet on the table."""

    event: Event
    number: int
    phone: str | None  # of the table's own device: what the online side dials where the link fails
    organizers: str | None  # where the organizers are reached
    now: Line | None
    later: list[Line]


def build(table: MeetingTable, *, now: datetime) -> TablePage:
    """The page of this moment."""
    attendances = attendances_of(table.event)
    told = [one for one in queries.list_told_at(table) if one.ends_at > now]
    running = next((one for one in told if one.starts_at <= now), None)
    return TablePage(
        event=table.event,
        number=table.number,
        phone=table.phone,
        organizers=config.current().contact,
        now=_line(running, attendances, now=now) if running else None,
        later=[_line(one, attendances, now=now) for one in told if one is not running],
    )


def _line(placement: Placement, attendances: Attendances, *, now: datetime) -> Line:
    introduction = placement.meeting.introduction
    ml, dz = (introduction.side_of(one) for one in (introduction.ml_profile, introduction.dz_profile))
    runs = placement.starts_at <= now
    online = runs and not all(is_on_site(side.profile, attendances) for side in (ml, dz))
    video = video_url(placement.meeting) if online else None
    return Line(
        starts_at=placement.starts_at,
        ends_at=placement.ends_at,
        names=(other_name(dz), other_name(ml)) if placement.starts_at - now <= NAMED_BEFORE else None,
        provisional=is_provisional(placement.meeting),
        video=video,
        qr=qr_code(video) if video else None,
    )
