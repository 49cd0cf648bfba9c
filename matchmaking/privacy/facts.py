"""What a copy of somebody's data consists of: parts, each of entries, each of facts. Pure.

A fact is said twice: as a plain value under a fixed name for machines, in words under a label for its reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from matchmaking.lists import apart
from matchmaking.locale import day_in_words

Value = str | int | bool | float | Decimal | date | Sequence[str] | Mapping[str, Any] | None
WHOLE_DAY = "d MMMM y"


@dataclass(frozen=True)
class Fact:
    """One thing that is kept."""

    key: str
    label: str
    value: Value
    words: str


@dataclass(frozen=True)
class Part:
    """Things of one kind; without an entry the copy says that nothing is kept."""

    key: str
    title: str
    entries: Sequence[Sequence[Fact]]


def fact(key: str, label: object, value: Value, words: object = None) -> Fact:
    """A fact; in `words` where the value does not speak for itself."""
    return Fact(key, str(label), value, _in_words(value) if words is None else str(words))


def plain(parts: Sequence[Part]) -> dict[str, list[dict[str, Any]]]:
    """The parts as JSON knows them."""
    return {part.key: [{one.key: _plain(one.value) for one in entry} for entry in part.entries] for part in parts}


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


def _in_words(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return apart([day_in_words(value, WHOLE_DAY), f"{value:%H:%M}"])
    if isinstance(value, date):
        return day_in_words(value, WHOLE_DAY)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return apart(value)
    return str(value)
