"""How far an introduction has come between the letter and the day on which it stops waiting, in whole days of the side
that is asked: what its clock draws. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from matchmaking.introductions.clocks import Agenda
from matchmaking.introductions.weekends import ZONES
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True)
class DayCount:
    """Today's day, the last one, and those between on which we write or call."""

    day: int
    last: int
    marks: tuple[int, ...]


def day_count(agenda: Agenda, country: Country, *, now: datetime) -> DayCount | None:
    """The days of the side that has not answered; None once its time is over, or where it never had a whole day."""
    zone, began = ZONES[country], agenda.began[country]
    end = agenda.closes_at or agenda.provisional_from
    if end is None or now >= end:
        return None

    def days(at: datetime) -> int:
        return (at.astimezone(zone).date() - began.astimezone(zone).date()).days

    last = days(end)
    between = {days(at) for at in (*agenda.reminders[country], agenda.calls[country])}
    return DayCount(max(days(now), 0), last, tuple(sorted(between - {0, last}))) if last > 0 else None
