"""When a day is over everybody who had a meeting is asked, once, whether it took place and whether they go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from matchmaking.day import notifications, queries
from matchmaking.events.models import Event, Mode
from matchmaking.extensions import db
from matchmaking.meetings.models import Meeting, MeetingSide, Placement
from matchmaking.meetings.operations.saying import settle
from matchmaking.meetings.people import Attendances, Receiver, receiver_of
from matchmaking.meetings.queries import attendances_of, find_published
from matchmaking.outbox.operations import enqueue

ASK = "day.ask"
PAUSE = timedelta(minutes=10)  # after the last meeting of the day


def plan_questions(event: Event, *, now: datetime) -> None:
    """Have the question of each day asked ten minutes after its last meeting. Called with every version: a day that
    was shifted is asked about later."""
    for day, end in queries.list_days(event).items():
        if end + PAUSE > now:
            payload = {"event_id": event.id, "day": day}
            enqueue(ASK, payload, now=now, after=end + PAUSE - now, unique_key=f"{ASK}:{event.id}:{day}")


def ask(event: Event, day: str, *, now: datetime) -> int:
    """Write one letter to each person who had meetings that day; returns how many. Where the day runs longer than
    thought, it waits on. Running it again asks nobody twice."""
    end = queries.list_days(event).get(day)
    if end is None:
        return 0
    if end + PAUSE > now:
        plan_questions(event, now=now)
        return 0
    attendances = attendances_of(event)
    asked: dict[int, tuple[Receiver, list[tuple[MeetingSide, Placement]]]] = {}
    for placement in _of_day(event, day):
        settle(placement.meeting, nobody_came=nobody_came(placement.meeting, attendances), now=now)
        for side in placement.meeting.sides:
            if side.asked_at is None and side.said_at is None:
                receiver = receiver_of(side.profile, attendances)
                asked.setdefault(receiver.key, (receiver, []))[1].append((side, placement))
    letters = 0
    for _key, (receiver, lines) in sorted(asked.items()):
        letters += notifications.ask(event, day, receiver, lines, now=now)
        for side, _placement in lines:
            side.asked_at = now
    db.session.flush()
    return letters


def nobody_came(meeting: Meeting, attendances: Attendances) -> bool:
    """Whether neither side was seen, at a meeting that had a seat in the room, on a day when somebody kept the door.
    Of two that meet by video nobody sees who is there."""
    if not any(one.arrived_at for one in attendances.values()):
        return False
    sides = [attendances.get(side.profile_id) for side in meeting.sides]
    seated = any(one is not None and one.mode is Mode.ON_SITE for one in sides)
    return seated and not any(one is not None and one.arrived_at for one in sides)


def _of_day(event: Event, day: str) -> Sequence[Placement]:
    placements = queries.list_told(find_published(event))
    return [one for one in placements if one.starts_at.date().isoformat() == day]
