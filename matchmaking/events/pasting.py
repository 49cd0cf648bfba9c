"""Guests as lines pasted from a sheet or a mail: « name; organisation; role; on site or online ». Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from matchmaking.events.models import GuestRole, Mode

Meaning = TypeVar("Meaning")
LONGEST_NAME, LONGEST_ORGANISATION, MOST_LINES = 120, 160, 300
# How people write roles and modes, in French, English and Arabic, without accents and capitals.
ROLE_WORDS = {
    GuestRole.OFFICIAL: ("official", "officiel", "officielle", "autorite", "ministere", "مسؤول", "رسمي"),
    GuestRole.SPEAKER: ("speaker", "orateur", "oratrice", "intervenant", "intervenante", "paneliste", "متحدث"),
    GuestRole.PRESS: ("press", "presse", "journaliste", "media", "صحافة", "صحفي"),
    GuestRole.PARTNER: ("partner", "partenaire", "شريك"),
    GuestRole.STAFF: ("staff", "equipe", "organisation", "organizer", "organisateur", "organisatrice", "فريق"),
}
MODE_WORDS = {
    Mode.ON_SITE: ("on site", "on_site", "onsite", "sur place", "bamako", "حضوري", "حضوريا", "باماكو"),
    Mode.ONLINE: ("online", "a distance", "distance", "en ligne", "visio", "عن بعد"),
}


@dataclass(frozen=True)
class PastedGuest:
    """One line that was understood."""

    full_name: str
    organisation: str
    role: GuestRole
    mode: Mode


@dataclass(frozen=True)
class BadLine:
    """A line that was not, and the part of it nobody knows; `word` None: the name is missing or a part is too long."""

    number: int
    text: str
    word: str | None


def read(text: str) -> tuple[list[PastedGuest], list[BadLine]]:
    """Every line, empty ones left out. Parts stand apart by semicolon, Latin or Arabic, or tab; without a role
    a guest is an official, without a mode on site."""
    found: list[PastedGuest] = []
    bad: list[BadLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            guest = _line(number, line.strip())
            if isinstance(guest, PastedGuest):
                found.append(guest)
            else:
                bad.append(guest)
    return found, bad


def _line(number: int, line: str) -> PastedGuest | BadLine:
    parts = [part.strip() for part in line.replace("\t", ";").replace("؛", ";").split(";")]
    name, organisation, role_word, mode_word = [*parts, "", "", ""][:4]
    if not name or len(name) > LONGEST_NAME or len(organisation) > LONGEST_ORGANISATION:
        return BadLine(number, line, None)
    role = _find(ROLE_WORDS, role_word) if role_word else GuestRole.OFFICIAL
    mode = _find(MODE_WORDS, mode_word) if mode_word else Mode.ON_SITE
    if role is None or mode is None:
        return BadLine(number, line, role_word if role is None else mode_word)
    return PastedGuest(name, organisation, role, mode)


def _find(words: Mapping[Meaning, Sequence[str]], typed: str) -> Meaning | None:
    wanted = _plain(typed)
    return next((meaning for meaning, known in words.items() if wanted in map(_plain, known)), None)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in spread if not unicodedata.combining(sign)).split())
