"""The two weekends: Saturday and Sunday in Mali, Friday and Saturday in Algeria, each by its own clock.

Pure. No letter leaves and no delay runs out on the receiver's weekend: what would, waits for the first working morning.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from matchmaking.profiles.vocabulary import Country

ZONES = {Country.MALI: ZoneInfo("Africa/Bamako"), Country.ALGERIA: ZoneInfo("Africa/Algiers")}
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6  # as datetime.weekday counts
MORNING, EVENING = time(8), time(17)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Weekends:
    """Which days rest, by country. Moments come and go in the zone of the one given."""

    days: Mapping[Country, frozenset[int]]

    def rests(self, at: datetime, country: Country) -> bool:
        """Whether it is weekend there at this moment."""
        return at.astimezone(ZONES[country]).weekday() in self.days[country]

    def next_working(self, at: datetime, country: Country) -> datetime:
        """This moment, or where it is weekend there, 08:00 of the first working day."""
        local = at.astimezone(ZONES[country])
        if local.weekday() not in self.days[country]:
            return at
        while local.weekday() in self.days[country]:
            local += DAY
        return datetime.combine(local.date(), MORNING, ZONES[country]).astimezone(at.tzinfo)

    def next_working_for_all(self, at: datetime, countries: Collection[Country]) -> datetime:
        """The first moment from `at` on that is nobody's weekend."""
        while resting := [country for country in countries if self.rests(at, country)]:
            at = max(self.next_working(at, country) for country in resting)
        return at

    def last_working_before(self, at: datetime, country: Country) -> datetime:
        """17:00 of the last working day that ends before `at` there."""
        day = at.astimezone(ZONES[country]).date() - DAY
        while day.weekday() in self.days[country]:
            day -= DAY
        return datetime.combine(day, EVENING, ZONES[country]).astimezone(at.tzinfo)


KEPT = Weekends({Country.MALI: frozenset({SATURDAY, SUNDAY}), Country.ALGERIA: frozenset({FRIDAY, SATURDAY})})
WORKED = Weekends({Country.MALI: frozenset(), Country.ALGERIA: frozenset()})  # all days count alike
