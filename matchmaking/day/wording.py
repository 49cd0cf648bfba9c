"""What the day's pages say where it is not the day: it is the hour that is wrong, and not the reader's role."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.day import policy
from matchmaking.events.models import Event
from matchmaking.events.policy import hours
from matchmaking.events.times import dated_times_text


def why_closed(user: User, event: Event, *, now: datetime) -> str:
    """From when until when helpers write down who is there, who walks in and who meets; empty for whoever may now."""
    if policy.can_book(user, event, now=now):
        return ""
    start, end = map(dated_times_text, hours(event))
    return str(_("Helpers write here from %(start)s until %(end)s.", start=start, end=end))
