"""The door list: everybody who comes, organisations and guests together, A to Z. Reads only."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.events import queries
from matchmaking.events.models import Attendance, Event, Guest, GuestRole, Mode
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True, kw_only=True)
class DoorLine:
    """One person at the door. `role` None: takes part for an organisation that has a profile."""

    name: str
    organisation: str
    role: GuestRole | None
    mode: Mode
    arrived_at: datetime | None
    country: Country | None
    row: Attendance | Guest  # what `operations.mark_arrived` takes

    @property
    def is_guest(self) -> bool:
        """Whether the person has no meetings."""
        return self.role is not None


def list_door(event: Event) -> Sequence[DoorLine]:
    """Everybody who is expected, by the name they say at the door.

    The order is the same in every language and blind to accents and capitals. The list lies open at the door, on paper
    or on a screen: persons stand here by their names, a discreet fund never by its own.
    """
    lines = [_of_attendance(one) for one in queries.list_attending(event)]
    lines += [_of_guest(one) for one in queries.list_guests(event)]
    return sorted(lines, key=lambda line: (sorting(line.name), sorting(line.organisation), line.row.id))


def person_name(attendance: Attendance) -> str:
    """Who comes for an organisation; its own name, as anybody may read it, where nobody is known."""
    person = attendance.representative
    if person is not None:
        return person.full_name
    return attendance.profile.contact_name or public_name(attendance.profile)


def sorting(text: str) -> str:
    """A text as lists are put in order: « Émile » stands beside « emile », « أحمد » beside « احمد »."""
    spread = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters.casefold()).split())


def _of_attendance(attendance: Attendance) -> DoorLine:
    profile = attendance.profile
    return DoorLine(
        name=person_name(attendance),
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
        organisation=guest.organisation,
        role=guest.role,
        mode=guest.mode,
        arrived_at=guest.arrived_at,
        country=None,
        row=guest,
    )
