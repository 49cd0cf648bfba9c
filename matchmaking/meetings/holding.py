"""When a letter about meetings leaves: how long it is held is decided here and nowhere else, and said here to whoever
caused it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.events.times import BAMAKO, both_times_text, dated_times_text
from matchmaking.meetings import queries
from matchmaking.meetings.differences import Difference
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.notifications import must_be_called
from matchmaking.settings import queries as switches

# Long enough for the undo of a wrong tap, and short enough for who must be at a table in half an hour.
ON_THE_DAY = timedelta(minutes=1)


def hold_of(news: Iterable[Difference], *, now: datetime) -> timedelta:
    """How long the letters wait in which organizers may still read and stop them: the hold time of the settings, and
    no longer than a minute where a meeting of today is among the news, by its old time or its new one."""
    usual = timedelta(minutes=switches.current().hold_minutes)
    times = [at.starts_at for one in news for at in (one.before, one.after) if at]
    return min(usual, ON_THE_DAY) if any(_day(at) == _day(now) for at in times) else usual


def when_told(made: Schedule, *, now: datetime) -> str:
    """When those whom a version concerns learn of it, and how many of them no letter reaches; empty where it concerns
    nobody."""
    notices = [one for one in queries.list_notices(made.event) if one.schedule_id == made.id]
    due = [one.message.due_at for one in notices if one.message and not must_be_called(one)]
    calls = sum(map(must_be_called, notices))
    said = [_when(max(due), now=now)] if due else []
    if calls:
        said.append(ngettext("%(num)s person is on the call list.", "%(num)s people are on the call list.", calls))
    return " ".join(said)


def _when(due: datetime, *, now: datetime) -> str:
    if due <= now:
        return str(_("Those concerned are told now."))
    time = both_times_text(due) if _day(due) == _day(now) else dated_times_text(due)
    return str(_("Those concerned are told at %(time)s.", time=time))


def _day(at: datetime) -> object:
    return at.astimezone(BAMAKO).date()
