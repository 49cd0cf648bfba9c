"""On which day somebody is written to: never on the receiver's weekend. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from matchmaking.profiles.vocabulary import Country

# date.weekday() numbers; the working weeks of the two shores share four days.
WEEKENDS = {Country.MALI: frozenset({5, 6}), Country.ALGERIA: frozenset({4, 5})}
LOCAL = {Country.MALI: timedelta(), Country.ALGERIA: timedelta(hours=1)}  # of UTC, all year
MORNING = time(9)  # in UTC: nine in Bamako, ten in Algiers


def is_rest(country: Country, at: datetime) -> bool:
    """Whether a moment falls on the weekend of this shore, by its own clock."""
    return (at + LOCAL[country]).weekday() in WEEKENDS[country]


def next_morning(at: datetime) -> datetime:
    """The next time that work of the day begins."""
    morning = datetime.combine(at.date(), MORNING, tzinfo=at.tzinfo)
    return morning if morning > at else morning + timedelta(days=1)
