"""The door list: everybody who comes, organisations and guests together, A to Z by family name. Reads only."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.events import queries
from matchmaking.events.models import Attendance, Event, Guest, GuestRole, Mode
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.vocabulary import Country

# What belongs to the family name after it: « Ben Salah », « Aït Ahmed », « El Hadj ».
PARTICLES = frozenset(
    {"ag", "ait", "al", "ben", "bent", "bin", "bint", "bou", "de", "di", "el", "ibn", "ould", "walet"}
    | {"بن", "بنت", "ابن", "آيت", "أغ"}
)


@dataclass(frozen=True, kw_only=True)
class DoorLine:
    """One person at the door. `role` None: takes part for an organisation that has a profile."""

    name: str
    is_person: bool  # else nobody is known by name, and the organisation's own stands here
    organisation: str
    role: GuestRole | None
    mode: Mode
    arrived_at: datetime | None
    country: Country | None
    row: Attendance | Guest  # what `operations.mark_arrived` takes

    @property
    def listed(self) -> str:
        """The name as it stands in the list, the family first; an organisation's name as it is."""
        return family_first(self.name) if self.is_person else self.name

    @property
    def is_guest(self) -> bool:
        """Whether the person has no meetings."""
        return self.role is not None


def list_door(event: Event) -> Sequence[DoorLine]:
    """Everybody who is expected, by family name.

    The order is the same in every language and blind to accents and capitals. The list lies open at the door, on paper
    or on a screen: persons stand here by their names, a discreet fund never by its own.
    """
    lines = [_of_attendance(one) for one in queries.list_attending(event)]
    lines += [_of_guest(one) for one in queries.list_guests(event)]
    return sorted(lines, key=lambda line: (sorting(line.listed), sorting(line.organisation), line.row.id))


def person_name(attendance: Attendance) -> str:
    """Who comes for an organisation; its own name, as anybody may read it, where nobody is known."""
    person = attendance.representative
    if person is not None:
        return person.full_name
    return attendance.profile.contact_name or public_name(attendance.profile)


def family_first(name: str) -> str:
    """« Traoré Awa » for « Awa Traoré », which is how a list is searched. The family's name is what is written in
    capitals, else the last word with the particles before it."""
    words = name.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words):
        return " ".join([*loud, *(word for word in words if word not in loud)])
    start = len(words) - 1
    while start > 1 and sorting(words[start - 1]) in PARTICLES:
        start -= 1
    return " ".join([*words[start:], *words[:start]]) if start > 0 else name


def sorting(text: str) -> str:
    """A text as lists are put in order: « Émile » stands beside « emile », « أحمد » beside « احمد »."""
    spread = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters.casefold()).split())


def _of_attendance(attendance: Attendance) -> DoorLine:
    profile = attendance.profile
    return DoorLine(
        name=person_name(attendance),
        is_person=attendance.representative is not None or bool(profile.contact_name),
        organisation=public_name(profile),
        role=None,
        mode=attendance.mode,
        arrived_at=attendance.arrived_at,
        country=profile.country,
        row=attendance,
    )


def _of_guest(guest: Guest) -> DoorLine:
    return DoorLine(
        name=guest.full_name,
        is_person=True,
        organisation=guest.organisation,
        role=guest.role,
        mode=guest.mode,
        arrived_at=guest.arrived_at,
        country=None,
        row=guest,
    )
