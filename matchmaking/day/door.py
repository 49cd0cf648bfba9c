"""The list at the door: everybody who is expected, found by a part of their name whatever its accents; and, when one
looks for a name, organisations that had not said that they would come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking.errors import NotFound
from matchmaking.events.door import DoorLine, list_door, person_name, sorting
from matchmaking.events.models import Attendance, Event, Guest
from matchmaking.events.queries import list_cancelled, list_unanswered
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.models import Profile


@dataclass(frozen=True)
class Unexpected:
    """An organisation with a profile that has not said it would come."""

    profile: Profile
    person: str


@dataclass(frozen=True)
class Door:
    """Ready for the page."""

    wanted: str
    lines: Sequence[DoorLine]
    unexpected: Sequence[Unexpected]
    present: int
    expected: int


def build(event: Event, wanted: str) -> Door:
    """All lines, or those in whose name or organisation every word stands."""
    words, everybody = sorting(wanted).split(), list_door(event)
    lines = [one for one in everybody if _fits(words, one.name, one.organisation)]
    return Door(
        wanted=wanted,
        lines=lines,
        unexpected=_unexpected(event, words) if words else [],
        present=sum(one.arrived_at is not None for one in everybody),
        expected=len(everybody),
    )


def get_unexpected(event: Event, profile_id: int) -> Profile:
    """An organisation that could come and is not expected; raises NotFound."""
    for profile in _could_come(event):
        if profile.id == profile_id:
            return profile
    raise NotFound(f"profile {profile_id}")


def name_of(row: Attendance | Guest) -> str:
    """What to call who was marked."""
    return row.full_name if isinstance(row, Guest) else public_name(row.profile)


def _could_come(event: Event) -> list[Profile]:
    return [*list_unanswered(event), *(one.profile for one in list_cancelled(event))]


def _unexpected(event: Event, words: Sequence[str]) -> list[Unexpected]:
    persons = {one.profile_id: person_name(one) for one in list_cancelled(event)}
    found = []
    for profile in _could_come(event):
        user = profile.contact_user
        person = persons.get(profile.id) or (user.full_name if user else profile.contact_name or public_name(profile))
        if _fits(words, person, public_name(profile)):
            found.append(Unexpected(profile, person))
    return found


def _fits(words: Sequence[str], *texts: str) -> bool:
    within = sorting(" ".join(texts))
    return all(word in within for word in words)
