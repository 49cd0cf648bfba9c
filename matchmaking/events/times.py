"""A time that both shores read, worded once for every page, mail and sheet: « 10:00 Bamako · 11:00 Alger ».

Mali stands first in every language. The clock has 24 hours and European digits everywhere, and each time stays with
its place: in an Arabic line neither its digits nor the two of them are turned round.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from matchmaking.bidi import isolated
from matchmaking.locale import day_in_words

BAMAKO, ALGIERS = ZoneInfo("Africa/Bamako"), ZoneInfo("Africa/Algiers")
# Both places as a clock is named after them, by language. « الجزائر » alone would be the country.
PLACES = {"fr": ("Bamako", "Alger"), "ar": ("باماكو", "الجزائر العاصمة"), "en": ("Bamako", "Algiers")}
SHORES = ("ml", "dz")
BETWEEN = " · "
# The second clock takes its dot along, so that none hangs at the end of a line where the two stand on two.
CLOCKS = Markup('<span class="clocks"><span>{}</span><span><span class="clocks-dot"> · </span>{}</span></span>')


def both_times(start: datetime) -> Markup:
    """« 10:00 Bamako · 11:00 Alger » for a page or an HTML mail; with both dates where midnight lies between."""
    return _marked([start])


def both_times_text(start: datetime) -> str:
    """The same as plain text, isolated by characters where the language is Arabic."""
    return _plain([start])


def both_ranges(start: datetime, end: datetime) -> Markup:
    """« 10:00–10:20 Bamako · 11:00–11:20 Alger » for a page or an HTML mail."""
    return _marked([start, end])


def both_ranges_text(start: datetime, end: datetime) -> str:
    """The same as plain text."""
    return _plain([start, end])


def day(start: datetime, *, with_year: bool = False) -> str:
    """« lundi 7 décembre », by Bamako's calendar."""
    return day_in_words(start.astimezone(BAMAKO).date(), "EEEE d MMMM y" if with_year else "EEEE d MMMM")


def dated_times_text(at: datetime) -> str:
    """« 7 décembre, 14:42 Bamako · 15:42 Alger » as plain text."""
    if _days_differ([at]):
        return both_times_text(at)
    return str(_("%(day)s, %(times)s", day=_date(at, BAMAKO), times=both_times_text(at)))


def _marked(moments: list[datetime]) -> Markup:
    parts = []
    for shore, zone, place in _shores():
        clock = Markup("–").join(
            Markup('<time datetime="{}">{}</time>').format(f"{at.astimezone(zone):%Y-%m-%dT%H:%M%z}", _clock(at, zone))
            for at in moments
        )
        date = Markup("<bdi>{}</bdi> ").format(_date(moments[0], zone)) if _days_differ(moments) else ""
        parts.append(Markup('{}<bdi class="t-{}" dir="ltr">{} {}</bdi>').format(date, shore, clock, place))
    return CLOCKS.format(*parts)


def _plain(moments: list[datetime]) -> str:
    parts = []
    for _shore, zone, place in _shores():
        clock = "–".join(_clock(at, zone) for at in moments)
        date = f"{_date(moments[0], zone)} " if _days_differ(moments) else ""
        parts.append(date + isolated(f"{clock} {place}"))
    return BETWEEN.join(parts)


def _shores() -> Iterable[tuple[str, ZoneInfo, str]]:
    return zip(SHORES, (BAMAKO, ALGIERS), PLACES[_language()], strict=True)


def _language() -> str:
    """The language being worded right now; of one without place names, French."""
    locale = get_locale()
    return locale.language if locale and locale.language in PLACES else "fr"


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def _date(at: datetime, zone: ZoneInfo) -> str:
    return day_in_words(at.astimezone(zone).date())


def _days_differ(moments: list[datetime]) -> bool:
    """Whether the two shores write different dates at the beginning."""
    return moments[0].astimezone(BAMAKO).date() != moments[0].astimezone(ALGIERS).date()
