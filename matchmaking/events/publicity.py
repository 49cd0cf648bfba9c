"""What everybody reads of the event: on the public page and on the printed invitation. Reads only.

Never who takes part, never a room: the event has a name, a day, a place, a word of welcome and its partners.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from matchmaking.events.logos import showing
from matchmaking.events.logos.showing import LogoView
from matchmaking.events.models import Event
from matchmaking.events.queries import find_next
from matchmaking.events.times import both_times, day

LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True)
class PartnerGroup:
    """Those who carry the event in the same way."""

    label: str
    names: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """Ready for the page and for paper."""

    name: str
    date: str
    where: str
    times: Markup
    welcome: str
    welcome_language: str  # of the text, which may not be the reader's
    partners: Sequence[PartnerGroup]
    logos: Sequence[LogoView]


def announcement(language: str, *, now: datetime, on_paper: bool = False) -> Announcement | None:
    """The event that is running or comes next, worded for readers of a language; None where none is planned."""
    event = find_next(now)
    if event is None:
        return None
    welcome, written_in = _welcome(event, language)
    return Announcement(
        name=event.name,
        date=day(event.starts_at, with_year=True),
        where=event.place,
        times=both_times(event.starts_at),
        welcome=welcome,
        welcome_language=written_in,
        partners=read_partners(event.partners),
        logos=showing.on_paper(event) if on_paper else showing.on_page(event),
    )


def read_partners(text: str) -> list[PartnerGroup]:
    """The groups of what was typed, a line each: « Organisé par : Mali Digital Awards; Ambassade d'Algérie ».

    A line without a colon is a group without a label.
    """
    groups = []
    for line in text.splitlines():
        label, colon, names = line.partition(":")
        listed = (names if colon else label).replace("؛", ";").split(";")
        found = [name.strip() for name in listed if name.strip()]
        if found:
            groups.append(PartnerGroup(label.strip() if colon else "", found))
    return groups


def _welcome(event: Event, language: str) -> tuple[str, str]:
    """The text in the reader's language, else the first that was written."""
    for one in (language, *LANGUAGES):
        if text := getattr(event, f"welcome_{one}"):
            return text, one
    return "", language
