"""Whom somebody who is there could meet now: those present, free, across the border, and open to it. Best first.

Scores are of this moment, from both texts and what the last run learned, so that somebody who walked in a minute ago
is compared like everybody else. Discreet funds are left out: the person at the table must not say their name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.events.door import person_name
from matchmaking.events.models import Attendance, Event, Slot
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.policy import share_contact_person
from matchmaking.lists import apart
from matchmaking.matching import pair_view
from matchmaking.matching.closing import list_closed
from matchmaking.matching.engine import Strength
from matchmaking.matching.engine.eligibility import kinds_refusal
from matchmaking.matching.explaining import Explainer, explainer
from matchmaking.matching.pair_view import PairView
from matchmaking.matching.queries import ordered
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.conflicts import Place, free_places
from matchmaking.meetings.models import Meeting, MeetingSide
from matchmaking.meetings.people import Attendances, receiver_of
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.policy import waits_for_publication as waits
from matchmaking.profiles.queries import in_demonstration
from matchmaking.profiles.vocabulary import Country

SHOWN, MOST_WORDS = 6, 4


@dataclass(frozen=True)
class Candidate:
    """Somebody present who could sit in."""

    profile: Profile
    person: str
    agreed: bool  # both have said yes already, and their meeting has no place yet
    fits: bool  # agreed, or a pair that the product would suggest; else somebody only free
    strength: str
    words: str  # what both speak of; of a pair that hardly fits nothing worth saying


@dataclass(frozen=True)
class Room:
    """What is known of the event, read once."""

    event: Event
    attendances: Attendances
    standing: Mapping[Meeting, Place]
    unplaced: Mapping[tuple[int, int], Introduction]  # accepted, without a place, by the two profiles' ids
    closed: frozenset[tuple[str, str]]

    def is_free(self, profile: Profile, slot: Slot) -> bool:
        """Whether whoever stands for the organisation has no meeting in the slot and did not say that they cannot."""
        key = receiver_of(profile, self.attendances).key
        if slot.id in self.attendances.busy.get(key, frozenset()):
            return False
        others = (one for one, place in self.standing.items() if place.slot.id == slot.id)
        return not any(receiver_of(side.profile, self.attendances).key == key for one in others for side in one.sides)


def read_room(event: Event, *, now: datetime) -> Room:
    """The published schedule and everybody who takes part."""
    placements = schedules.list_placements(schedules.find_published(event))
    standing = {one.meeting: Place.of(one) for one in placements}
    placed = {meeting.introduction_id for meeting in standing}
    unplaced = {
        (one.ml_profile_id, one.dz_profile_id): one
        for one in schedules.list_to_place(event, now)
        if one.id not in placed and one.accepted_at is not None
    }
    return Room(event, schedules.attendances_of(event), standing, unplaced, frozenset(list_closed()))


def list_candidates(profile: Profile, room: Room, *, slot: Slot | None) -> Sequence[Candidate]:
    """Those present across the border whom this organisation may meet, free in `slot` (None: at any time)."""
    found = [
        one
        for one in room.attendances.values()
        if _is_there(one, profile)
        and (slot is None or room.is_free(one.profile, slot))
        and _may_meet(profile, one, room)
    ]
    by = explainer()
    ranked = sorted(found, key=lambda one: (not _agreed(profile, one.profile, room), -_score(profile, one, by), one.id))
    return [_candidate(profile, one, room, by) for one in ranked[:SHOWN]]


def find_free_places(ml: Profile, dz: Profile, room: Room, *, now: datetime) -> Iterable[Place]:
    """Every place the two could have from now on, in the order of time and of tables."""
    thought_of = Meeting(sides=[MeetingSide(profile=ml), MeetingSide(profile=dz)])
    return free_places(thought_of, room.event, room.standing, room.attendances, now=now)


def _is_there(attendance: Attendance, profile: Profile) -> bool:
    return attendance.is_there and attendance.profile.country is profile.country.other


def _may_meet(profile: Profile, attendance: Attendance, room: Room) -> bool:
    """The other one published, no refusal of kinds, nothing decided, declined or kept apart; or agreed already.

    Whoever looks for somebody may still wait for publication: a helper at the door is told whom they could meet, and
    only the booking waits. Nobody is told of an organisation that waits.
    """
    other, demonstration = attendance.profile, in_demonstration()
    ml, dz = ordered(profile, other)
    if other.discreet or share_contact_person(ml, dz) or not is_visible(other, demonstration=demonstration):
        return False
    if not (is_visible(profile, demonstration=demonstration) or waits(profile, demonstration=demonstration)):
        return False
    if _agreed(profile, other, room):
        return True
    if kinds_refusal(ml.kind, tuple(ml.also_meets), dz.kind, tuple(dz.also_meets)):
        return False
    return (ml.key, dz.key) not in room.closed


def _agreed(profile: Profile, other: Profile, room: Room) -> bool:
    ml, dz = ordered(profile, other)
    return (ml.id, dz.id) in room.unplaced


def _score(profile: Profile, attendance: Attendance, by: Explainer) -> float:
    return by.explain(*ordered(profile, attendance.profile)).score


def _candidate(profile: Profile, attendance: Attendance, room: Room, by: Explainer) -> Candidate:
    other = attendance.profile
    pair, agreed = ordered(profile, other), _agreed(profile, other, room)
    view = pair_view.build(*pair, None, by=by)
    plausible = by.explain(*pair).strength is not Strength.WEAK
    return Candidate(
        profile=other,
        person=person_name(attendance),
        agreed=agreed,
        fits=agreed or plausible,
        strength=view.strength.words,
        words=_words(view, profile.country) if plausible else "",
    )


def _words(view: PairView, country: Country) -> str:
    """What both speak of, as the side of this country writes it."""
    words = [getattr(word, country.value.lower()) for line in view.evidence for word in line.words]
    words = words or [idea for line in view.evidence for idea in line.ideas]
    return apart(dict.fromkeys(word.lower() for word in words[:MOST_WORDS]))
