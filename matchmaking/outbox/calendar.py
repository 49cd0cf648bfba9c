"""The calendar file that a mail may carry, as a calendar program wants it told (RFC 5545, RFC 6047)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CalendarMethod(StrEnum):
    """What the receiver's calendar does with it."""

    REQUEST = "REQUEST"  # an invitation, or its update
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"  # to look at or import; asks for no answer


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The text of an .ics and what it is for. It holds no personal link: people hand calendar files on, and shared
    calendars show them to others."""

    text: str
    method: CalendarMethod
    filename: str = "invitation.ics"

    def __post_init__(self) -> None:
        """Mail programs believe the header or the text; where the two differ, one shows an invitation, one nothing."""
        if f"METHOD:{self.method.value}" not in self.text.splitlines():
            raise ValueError(f"the calendar's text does not say METHOD:{self.method.value}")
        if "{{link:" in self.text:
            raise ValueError("a calendar file must not hold a personal link")
