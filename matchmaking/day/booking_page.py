"""The pages of a late booking: finding two who are there, and what they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.day.forms import BookingForm, SeatForm
from matchmaking.errors import NotFound
from matchmaking.events.door import DoorLine, list_door, person_name, sorting
from matchmaking.events.models import Attendance, Event
from matchmaking.events.queries import find_attendance
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.queries import find_live
from matchmaking.matching import pair_view
from matchmaking.matching.pair_view import PairView
from matchmaking.matching.queries import find_review, get_pair, ordered
from matchmaking.meetings.queries import find_published
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.models import Profile

Pair = tuple[Profile, Profile]  # Mali first


@dataclass(frozen=True)
class Asked:
    """One side of a booking."""

    profile: Profile
    person: str
    has_said_yes: bool  # before, by whatever way: it is not asked again
    field: str


@dataclass(frozen=True, kw_only=True)
class BookingPage:
    """What the two are asked, and why they might say yes."""

    event: Event
    sides: tuple[Asked, Asked]
    view: PairView
    number: int  # of the schedule
    review: int  # version of what the organizers decided about the pair
    ended: bool  # one of them has said no, or nobody answered in time


@dataclass(frozen=True)
class Choice:
    """Two searches; the pair once each finds one organisation."""

    texts: tuple[str, str]
    found: tuple[Sequence[DoorLine], Sequence[DoorLine]]
    pair: Pair | None


def build(event: Event, pair: Pair, *, now: datetime) -> BookingPage:
    """The page about one pair."""
    introduction, review, published = find_live(*pair), find_review(*pair), find_published(event)
    said = [introduction is not None and introduction.side_of(one).counted is Answer.YES for one in pair]
    persons = [_person(event, one) for one in pair]
    return BookingPage(
        event=event,
        sides=(Asked(pair[0], persons[0], said[0], "ml_name"), Asked(pair[1], persons[1], said[1], "dz_name")),
        view=pair_view.build(*pair, None),
        number=published.number or 0 if published else 0,
        review=review.version if review else 0,
        ended=introduction is not None
        and introduction.status not in (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED),
    )


def fill(form: BookingForm | SeatForm, page: BookingPage) -> None:
    """What the page showed."""
    form.version.data, form.review.data = page.number, page.review


def choose(event: Event, one: str, other: str, *, now: datetime) -> Choice:
    """Search both among those who are there."""
    there = [line for line in list_door(event) if line.arrived_at and isinstance(line.row, Attendance)]
    first, second = (_search(there, text) for text in (one, other))
    return Choice((one, other), (first, second), _pair(first, second))


def get_present_pair(event: Event, ml_key: str, dz_key: str) -> Pair:
    """Two organisations that are both there; raises NotFound."""
    pair = get_pair(ml_key, dz_key)
    for profile in pair:
        attendance = find_attendance(event, profile)
        if attendance is None or not attendance.is_there:
            raise NotFound(f"{profile.key} is not there")
    return pair


def _search(lines: Sequence[DoorLine], text: str) -> Sequence[DoorLine]:
    words = sorting(text).split()
    return [one for one in lines if words and all(word in sorting(f"{one.name} {one.organisation}") for word in words)]


def _pair(first: Sequence[DoorLine], second: Sequence[DoorLine]) -> Pair | None:
    if len(first) != 1 or len(second) != 1:
        return None
    one, other = first[0].row, second[0].row
    assert isinstance(one, Attendance), "guests do not book"
    assert isinstance(other, Attendance), "guests do not book"
    if one.profile.country is other.profile.country:
        return None
    return ordered(one.profile, other.profile)


def _person(event: Event, profile: Profile) -> str:
    attendance = find_attendance(event, profile)
    return person_name(attendance) if attendance else public_name(profile)
