"""The round tables of the year: announced, answered, scheduled and changed before the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

from matchmaking.demonstration import round_table
from matchmaking.demonstration.simulation import worker
from matchmaking.demonstration.simulation.texts import MEETING_REFUSED
from matchmaking.demonstration.simulation.world import DAY, World, event_of, morning
from matchmaking.events import operations as events
from matchmaking.events.models import Event, Mode, SessionKind
from matchmaking.events.policy import usual_mode
from matchmaking.events.queries import list_attending, list_unanswered
from matchmaking.events.times import BAMAKO
from matchmaking.extensions import db
from matchmaking.meetings import operations as meetings
from matchmaking.meetings.conflicts import Place, find_conflicts
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.policy import can_refuse
from matchmaking.meetings.queries import attendances_of, find_draft, find_published, list_placements
from matchmaking.profiles.models import Profile

SAYS_SOMETHING, COMES, AS_USUAL, IS_BUSY = 0.45, 0.93, 0.85, 0.25


def announce(world: World, name: str, day: datetime, now: datetime) -> Event:
    """An organizer sets up a round table: programme, tables with their phones, guests."""
    actor = world.organizers[0]

    def at(clock: str) -> datetime:
        return datetime.combine(day.astimezone(BAMAKO).date(), time.fromisoformat(clock), BAMAKO)

    programme = round_table.PROGRAMME
    details = events.EventDetails(
        name=name,
        place=round_table.PLACE,
        starts_at=at(programme[0][0]),
        ends_at=at(programme[-1][1]),
        cutoff_at=at("18:00") - timedelta(days=round_table.CUTOFF_DAYS),
        allows_provisional=True,
        slot_minutes=round_table.SLOT_MINUTES,
        video_link=round_table.VIDEO_LINK,
    )
    event = events.create_event(details, tables=round_table.TABLES, actor=actor, now=now)
    event.fictional = True
    db.session.flush()
    for begins, ends, kind, axis, title in programme:
        line = events.SessionDetails(
            title=title, kind=SessionKind(kind), axis=axis, starts_at=at(begins), ends_at=at(ends)
        )
        events.add_session(event, line, shown_version=event.version, actor=actor, now=now)
    phones = {table.number: f"+2230000{8000 + table.number}" for table in event.tables}
    events.set_phones(event, phones, shown_version=event.version, actor=actor, now=now)
    for full_name, organisation, role, mode in round_table.GUESTS:
        guest = events.GuestDetails(full_name=full_name, organisation=organisation, role=role, mode=mode)
        events.add_guest(event, guest, actor=actor, now=now)
    return event


def collect_answers(world: World, event_id: int, now: datetime) -> None:
    """A day on which some of those who have said nothing say whether they come, and when they are free."""
    event = event_of(event_id)
    for profile in list_unanswered(event):
        if profile.members and world.chance(SAYS_SOMETHING):
            _say_whether(world, event, profile, now)


def _say_whether(world: World, event: Event, profile: Profile, now: datetime) -> None:
    actor = profile.members[0].user
    if not world.chance(COMES):
        events.decline(event, profile, shown_version=0, actor=actor, now=now)
        return
    usual = usual_mode(profile)
    other = Mode.ONLINE if usual is Mode.ON_SITE else Mode.ON_SITE
    free = [slot.id for slot in event.slots]
    if world.chance(IS_BUSY):
        first = world.rng.randrange(len(free))
        del free[first : first + world.rng.choice((2, 3, 5))]
    mode = usual if world.chance(AS_USUAL) else other
    said = events.AttendanceAnswer(mode=mode, person_id=None, free=free)
    events.answer(event, profile, said, shown_version=0, actor=actor, now=now)


def arrange(world: World, event_id: int, now: datetime) -> None:
    """A draft, from nothing or to repair what stands; computed, then published an hour later."""
    event, last = event_of(event_id), find_published(event_of(event_id))
    meetings.draft(event, shown_number=last.number if last else None, actor=world.organizer, now=now)
    worker.do_due(now)
    world.add(now + timedelta(hours=1), partial(_publish, world, event_id))


def _publish(world: World, event_id: int, now: datetime) -> None:
    event = event_of(event_id)
    draft = find_draft(event)
    if draft is None:
        return
    while draft.base_number != _number(event):  # a side ended a meeting within the hour, or another job does so now
        meetings.recompute(event, shown_version=draft.version, actor=world.organizer, now=now)
        worker.do_due(now)
        db.session.refresh(draft)
    meetings.publish(event, shown_version=draft.version, actor=world.organizer, now=now)


def change(world: World, event_id: int, now: datetime) -> None:
    """The days between: somebody does not come after all, somebody refuses, a meeting is moved."""
    event = event_of(event_id)
    coming = [one for one in list_attending(event) if one.profile.members]
    for attendance in world.rng.sample(coming, min(len(coming), 1 + len(coming) // 50)):
        events.cancel(attendance, shown_version=attendance.version, actor=world.organizer, now=now)
    worker.do_due(now + timedelta(minutes=1))
    standing = _standing(event)
    for placement in world.rng.sample(standing, min(len(standing), 1 + len(standing) // 60)):
        side = world.rng.choice(placement.meeting.sides)
        introduced = placement.meeting.introduction.side_of(side.profile)
        if introduced.contact_user is not None and can_refuse(side, placement, now=now):
            meetings.refuse(side, note=MEETING_REFUSED, actor=introduced.contact_user, now=now)
    for placement in world.rng.sample(standing := _standing(event), min(len(standing), 2)):
        place = _free_place(event, placement.meeting)
        if place is not None:
            meetings.move(
                event, placement.meeting, place, shown_number=_number(event) or 0, actor=world.organizer, now=now
            )


def _standing(event: Event) -> list[Placement]:
    placements = list_placements(find_published(event))
    found = [one for one in placements if one.meeting.status is MeetingStatus.PUBLISHED]
    return sorted(found, key=lambda one: one.meeting.introduction_id)


def _number(event: Event) -> int | None:
    last = find_published(event)
    return last.number if last else None


def _free_place(event: Event, meeting: Meeting) -> Place | None:
    """The first slot and table to which nothing speaks against moving it."""
    standing = {one.meeting: Place.of(one) for one in list_placements(find_published(event))}
    attendances, own = attendances_of(event), standing[meeting]
    for slot in event.slots:
        for table in (*event.tables, None):
            place = Place(slot, table)
            if slot is not own.slot and not find_conflicts(meeting, place, standing, attendances):
                return place
    return None


def days_before(event: Event, days: int, *, hour: int) -> datetime:
    """A morning so many days ahead of it."""
    return morning(event.starts_at - days * DAY, hour=hour)
