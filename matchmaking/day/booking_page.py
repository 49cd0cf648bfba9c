"""The pages of a late booking: finding two who are there, and what they are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.day.forms import BookingForm, SeatForm
from matchmaking.errors import NotFound
from matchmaking.events.door import DoorLine, list_door, person_name, sorting
from matchmaking.events.models import Attendance, Event
from matchmaking.events.queries import find_attendance
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.queries import both_visible, find_live
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
    hidden: bool  # one of them waits for publication, or has taken a consent back


@dataclass(frozen=True)
class Half:
    """One of the two: searched by a part of a name, or picked among those it found. Names may be alike, or one may
    stand within another, so a pick is a key."""

    field: str  # « one » or « other »
    text: str
    found: Sequence[DoorLine]
    picked: Attendance | None

    @property
    def attendance(self) -> Attendance | None:
        """Who it is, once that is clear."""
        if self.picked is None and len(self.found) == 1:
            row = self.found[0].row
            return row if isinstance(row, Attendance) else None
        return self.picked

    @property
    def kept(self) -> dict[str, str]:
        """What an address says to keep this half as it is."""
        if self.picked:
            return {f"{self.field}_key": self.picked.profile.key}
        return {self.field: self.text} if self.text else {}


@dataclass(frozen=True)
class Choice:
    """Both halves."""

    halves: tuple[Half, Half]

    @property
    def pair(self) -> Pair | None:
        """The pair, once both are clear and stand on two shores."""
        one, other = (half.attendance for half in self.halves)
        if one is None or other is None or one.profile.country is other.profile.country:
            return None
        return ordered(one.profile, other.profile)

    @property
    def is_of_one_shore(self) -> bool:
        """Whether both are clear and cannot be introduced."""
        return self.pair is None and all(half.attendance for half in self.halves)


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
        hidden=introduction is None and not both_visible(*pair),
    )


def fill(form: BookingForm | SeatForm, page: BookingPage) -> None:
    """What the page shows: also where it comes back, for what was posted is out of date by then."""
    for field, shown in ((form.version, page.number), (form.review, page.review)):
        field.data, field.raw_data = shown, None


def choose(event: Event, asked: Mapping[str, str]) -> Choice:
    """Search both among those who are there. `asked` holds the text or the key of each half, as `Half.kept` says."""
    there = [line for line in list_door(event) if line.arrived_at and isinstance(line.row, Attendance)]
    return Choice((_half("one", there, asked), _half("other", there, asked)))


def get_present_pair(event: Event, ml_key: str, dz_key: str) -> Pair:
    """Two organisations that are both there; raises NotFound."""
    pair = get_pair(ml_key, dz_key)
    for profile in pair:
        attendance = find_attendance(event, profile)
        if attendance is None or not attendance.is_there:
            raise NotFound(f"{profile.key} is not there")
    return pair


def _half(field: str, there: Sequence[DoorLine], asked: Mapping[str, str]) -> Half:
    text, key = asked.get(field, ""), asked.get(f"{field}_key")
    rows = [line.row for line in there if isinstance(line.row, Attendance)]
    picked = next((row for row in rows if row.profile.key == key), None)
    return Half(field, text, _search(there, text), picked)


def _search(lines: Sequence[DoorLine], text: str) -> Sequence[DoorLine]:
    words = sorting(text).split()
    return [one for one in lines if words and all(word in sorting(f"{one.name} {one.organisation}") for word in words)]


def _person(event: Event, profile: Profile) -> str:
    attendance = find_attendance(event, profile)
    return person_name(attendance) if attendance else public_name(profile)
