"""The day itself and the days after it: who is there, the quarter of an hour lost, which meetings took place."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from matchmaking.day import operations as day
from matchmaking.day.operations.asking import nobody_came
from matchmaking.demonstration.simulation.texts import WALK_INS
from matchmaking.demonstration.simulation.world import World, event_of, published
from matchmaking.events import operations as events
from matchmaking.events.models import Attendance, Guest
from matchmaking.events.policy import usual_mode
from matchmaking.events.queries import find_attendance, list_attending, list_guests
from matchmaking.extensions import db
from matchmaking.meetings import operations as meetings
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import MeetingSide, Placement
from matchmaking.meetings.queries import attendances_of, find_published, list_placements
from matchmaking.profiles import content

ARRIVES, TAKES_PLACE, SAYS_SO, GOES_ON = 0.94, 0.96, 0.8, 0.7
SHIFTED_BY = 15  # minutes


def open_doors(world: World, event_id: int, now: datetime) -> None:
    """Organizers mark who is there, on site and online."""
    event, actor = event_of(event_id), world.organizer
    expected: list[Attendance | Guest] = [*sorted(list_attending(event), key=lambda one: one.id), *list_guests(event)]
    for row in expected:
        if world.chance(ARRIVES):
            events.mark_arrived(row, actor=actor, now=now + timedelta(minutes=world.rng.randrange(50)))


def walk_in(world: World, event_id: int, now: datetime) -> None:
    """At the door stand two organisations that had said nothing, and two that nobody knows: six answers each."""
    event, actor = event_of(event_id), world.organizer
    strangers = [one for one in published() if one.members and find_attendance(event, one) is None]
    for profile in strangers[:2]:
        events.welcome(event, profile, usual_mode(profile), actor=actor, now=now)
    for told in WALK_INS:
        typed, problems = content.from_dict(told)
        assert typed is not None, problems
        day.take_in(event, typed, actor=actor, now=now).fictional = True


def run_late(world: World, event_id: int, now: datetime) -> None:
    """The plenary took longer: everything that has not begun comes a quarter of an hour later."""
    event = event_of(event_id)
    last = find_published(event)
    coming = [slot for slot in event.slots if slot.starts_at > now]
    if last is not None and coming:
        meetings.shift(event, coming[0], SHIFTED_BY, shown_number=last.number, actor=world.organizer, now=now)


def look_back(world: World, event_id: int, now: datetime) -> None:
    """The evening: each meeting has taken place or not, and within two days most sides say so."""
    event = event_of(event_id)
    attendances = attendances_of(event)
    placements = list_placements(find_published(event))
    for placement in sorted(placements, key=lambda one: one.meeting.introduction_id):
        if placement.meeting.status is not MeetingStatus.PUBLISHED:
            continue
        here = [attendances[side.profile_id].arrived_at for side in placement.meeting.sides]
        took_place, unseen = all(here) and world.chance(TAKES_PLACE), nobody_came(placement.meeting, attendances)
        for side in placement.meeting.sides:
            if world.chance(SAYS_SO):
                at = world.after(now, hours=14)
                goes_on = took_place and world.chance(GOES_ON)
                world.add(at, partial(_say, side.id, placement.id, took_place, goes_on, unseen))


def _say(side_id: int, placement_id: int, took_place: bool, wants_more: bool, nobody_came: bool, now: datetime) -> None:
    """One side's word, by the letter's link."""
    side, placement = db.session.get_one(MeetingSide, side_id), db.session.get_one(Placement, placement_id)
    meetings.say(
        side,
        placement,
        took_place=took_place,
        wants_more=wants_more,
        nobody_came=nobody_came,
        actor=None,
        now=now,
    )
