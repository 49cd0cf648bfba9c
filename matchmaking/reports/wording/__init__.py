"""What the codes, numbers and dates of a report read like in French, Arabic and English. The words are in the TOML
files beside this one, with the same keys in each; the interface's own catalogues do not know them.

Numbers keep the digits 0–9 in every language, as in both countries; dates in Arabic have the names of the months used
in Algeria.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from matchmaking.locale import day_in_words, direction
from matchmaking.reports.tables import Amount, Cell, Code, Count, Day, Hours, Masked, Nothing, Percent, Text

LANGUAGES = ("fr", "ar", "en")
NARROW = "\N{NARROW NO-BREAK SPACE}"
_GROUPS = {"fr": NARROW, "ar": NARROW, "en": ","}
_POINTS = {"fr": ",", "ar": ",", "en": "."}
# Where a column without a name of its own may find one: the codes of its cells or of a fixed list.
_PLACES = ("column.", "", "standing.", "currency.")


class Words:
    """The wording of one language."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language = language
        self.direction = direction(language)
        self._words = words

    def __getitem__(self, key: str) -> str:
        """The words of a key; raises KeyError, so that no code is ever shown."""
        return self._words[key]

    def __contains__(self, key: str) -> bool:
        """Whether there are words for this key."""
        return key in self._words

    def __iter__(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter(sorted(self._words))

    def say(self, key: str, **values: str) -> str:
        """The words of a key with its placeholders filled in."""
        return self._words[key].format(**values)

    def column(self, code: str) -> str:
        """The heading of a column, by the code that its table gives it."""
        table, _, name = code.partition(".")
        if name == "head":
            return self[f"head.{table}"]
        return next(self[place + name] for place in _PLACES if place + name in self)

    def taken(self, at: datetime) -> str:
        """Of which moment the figures are."""
        return self.say("report.taken", date=self.date(at.date()), time=f"{at:%H:%M}")

    def amount(self, amount: Amount) -> str:
        """A sum of money; its cents, both of them, only where there are any."""
        shown = amount.shown
        number = self.number(int(shown)) if shown == int(shown) else self._grouped(f"{shown:,}")
        return f"{number}{NARROW}{self[f'currency.{amount.currency}']}"

    def number(self, value: int | float) -> str:
        """A number with its thousands grouped; a fraction only where there is one."""
        whole, point, rest = f"{value:,}".partition(".")
        return self._grouped(whole + (point + rest if rest.strip("0") else ""))

    def _grouped(self, written: str) -> str:
        whole, _, rest = written.partition(".")
        return whole.replace(",", _GROUPS[self.language]) + (_POINTS[self.language] + rest if rest else "")

    def percent(self, permille: int) -> str:
        """A share in whole per cent, rounded half up."""
        sign = "%" if self.language == "en" else f"{NARROW}%"
        return f"{(permille + 5) // 10}{sign}"

    def date(self, value: date) -> str:
        """A day in full."""
        return day_in_words(value, "d MMMM y", language=self.language)

    def cell(self, cell: Cell) -> str:
        """What stands in a table for a cell."""
        match cell:
            case Code(name):
                return self[name]
            case Text(value):
                return value
            case Count(value):
                return self.number(value)
            case Day(value):
                return self.date(value)
            case _:
                return self._measure(cell)

    def _measure(self, cell: Cell) -> str:
        match cell:
            case Amount(value):
                return self.amount(cell) if value else self["nothing"]
            case Hours(value):
                return self.say("hours", hours=self.number(value))
            case Percent(permille):
                return self.percent(permille)
            case Masked():
                return self["masked"]
            case Nothing():
                return self["nothing"]
        raise TypeError(f"{cell} is computed before it is shown")


@cache
def words(language: str) -> Words:
    """The wording of a language; raises KeyError for one that reports are not made in."""
    if language not in LANGUAGES:
        raise KeyError(language)
    stored = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(language, dict(_flat(stored)))


def _flat(stored: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in stored.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
