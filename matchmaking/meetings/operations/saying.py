"""What the two sides say afterwards: whether their meeting took place, and whether they go on."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import TransitionError
from matchmaking.extensions import db
from matchmaking.meetings.lifecycle import MeetingAction, MeetingStatus, amounts_to, next_status
from matchmaking.meetings.models import Meeting, MeetingSide, Placement
from matchmaking.meetings.operations.decisions import record
from matchmaking.outbox import operations as outbox

HELD, MISSED = "meeting.held", "meeting.missed"
ACTIONS = {MeetingStatus.HELD: MeetingAction.HOLD, MeetingStatus.MISSED: MeetingAction.MISS}
FACTS = {MeetingStatus.HELD: HELD, MeetingStatus.MISSED: MISSED}


def say(
    side: MeetingSide,
    placement: Placement,
    *,
    took_place: bool,
    wants_more: bool | None,
    nobody_came: bool = False,
    actor: User | None,
    now: datetime,
) -> None:
    """One side says how it was; the last word stands, the same word twice changes nothing. `actor` is None for whoever
    came by the letter's link. Raises TransitionError before the meeting has begun, and for one that was cancelled."""
    meeting = side.meeting
    lock(meeting)
    for one in meeting.sides:
        db.session.refresh(one)
    if now < placement.starts_at or meeting.status in (MeetingStatus.DRAFT, MeetingStatus.CANCELLED):
        raise TransitionError(meeting.status, "say")
    wants_more = wants_more if took_place else None
    if (side.took_place, side.wants_more) == (took_place, wants_more):
        return
    side.took_place, side.wants_more, side.said_at = took_place, wants_more, now
    told = {"meeting": meeting.id, "side": side.profile.country.value, "took_place": took_place}
    record("said", meeting.event, actor=actor, now=now, **told)
    settle(meeting, nobody_came=nobody_came, now=now)


def settle(meeting: Meeting, *, nobody_came: bool, now: datetime) -> None:
    """Bring a meeting's state in line with what was said and seen, and tell the features above."""
    first, second = (side.took_place for side in meeting.sides)
    wanted = amounts_to(meeting.status, first, second, nobody_came=nobody_came)
    if wanted is meeting.status:
        return
    meeting.status = next_status(meeting.status, ACTIONS[wanted])
    payload = {"meeting_id": meeting.id, "introduction_id": meeting.introduction_id}
    outbox.publish(FACTS[wanted], payload, now=now)
    db.session.flush()
