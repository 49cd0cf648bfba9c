"""What is asked after a day: one person's meetings, or for organizers all of them with what each side said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking import clock
from matchmaking.accounts.models import User
from matchmaking.day import queries
from matchmaking.events.models import Event
from matchmaking.events.queries import find_current
from matchmaking.meetings import wording
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import MeetingSide, Placement
from matchmaking.meetings.people import Attendances, Receiver, receiver_of
from matchmaking.meetings.queries import attendances_of, find_published
from matchmaking.meetings.sheets.queries import list_own_profiles


@dataclass(frozen=True)
class Question:
    """One meeting as one of its sides is asked about it."""

    side: MeetingSide
    placement: Placement

    @property
    def own(self) -> str:
        """The side that is asked."""
        return self.side.profile.name

    @property
    def other(self) -> str:
        """The other side, as this one may know it."""
        return wording.other_name(self.side.meeting, self.side.profile)


@dataclass(frozen=True)
class Told:
    """One meeting with what both said, for organizers."""

    placement: Placement
    sides: tuple[MeetingSide, MeetingSide]  # Mali first
    people: tuple[Receiver, Receiver]  # who speaks for each

    @property
    def to_call(self) -> list[Receiver]:
        """Who has said nothing and cannot be asked by a letter."""
        return [
            person
            for side, person in zip(self.sides, self.people, strict=True)
            if side.took_place is None and (person.user is None or person.user.email is None)
        ]

    @property
    def disagree(self) -> bool:
        """Whether one says that it took place and the other that it did not."""
        return {side.took_place for side in self.sides} == {True, False}

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to say something, and nobody has said that it took place."""
        return self.placement.meeting.status is MeetingStatus.PUBLISHED


def list_questions(event: Event, user: User, *, now: datetime, day: str | None = None) -> Sequence[Question]:
    """The meetings of a person's organisations that have ended, of one day or of all, in the order of time."""
    own = {profile.id for profile in list_own_profiles(user, event)}
    attendances = attendances_of(event)
    return [
        Question(side, placement)
        for placement in _ended(event, now=now)
        if day is None or placement.starts_at.date().isoformat() == day
        for side in placement.meeting.sides
        if side.profile_id in own or _stands_for(user, side, attendances)
    ]


def count_own_questions(user: User) -> int:
    """How many meetings of this person are over and without a word from their side."""
    now = clock.now()
    event = find_current(now)
    if event is None or now < event.starts_at:
        return 0
    return sum(one.side.took_place is None for one in list_questions(event, user, now=now))


def list_told(event: Event, *, now: datetime) -> Sequence[Told]:
    """All meetings that have ended: where the two disagree first, then those of whom nobody has spoken, people who must
    be called before the others, then the rest."""
    attendances, found = attendances_of(event), []
    for placement in _ended(event, now=now):
        introduction = placement.meeting.introduction
        by_profile = {side.profile_id: side for side in placement.meeting.sides}
        sides = by_profile[introduction.ml_profile_id], by_profile[introduction.dz_profile_id]
        people = receiver_of(sides[0].profile, attendances), receiver_of(sides[1].profile, attendances)
        found.append(Told(placement, sides, people))
    return sorted(found, key=_urgency)


def _urgency(one: Told) -> tuple[bool, bool, bool, datetime, int]:
    return not one.disagree, not one.is_open, not one.to_call, one.placement.starts_at, one.placement.id


def _ended(event: Event, *, now: datetime) -> Iterable[Placement]:
    return [one for one in queries.list_told(find_published(event)) if one.ends_at <= now]


def _stands_for(user: User, side: MeetingSide, attendances: Attendances) -> bool:
    receiver = receiver_of(side.profile, attendances).user
    return receiver is not None and receiver.id == user.id
