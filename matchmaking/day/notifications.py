"""The letter at the end of a day: one for each person, however many meetings they had. It names no contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l

from matchmaking.accounts.letters import write_letter
from matchmaking.day import links
from matchmaking.events.models import Event
from matchmaking.events.times import both_times_text
from matchmaking.locale import speaking
from matchmaking.meetings import wording
from matchmaking.meetings.models import MeetingSide, Placement
from matchmaking.meetings.people import Receiver
from matchmaking.meetings.queries import subject_ref
from matchmaking.outbox import operations as outbox

KIND = "meeting.afterwards"
LETTERS = {KIND: _l("One question after the day")}


def ask(
    event: Event, day: str, receiver: Receiver, lines: Sequence[tuple[MeetingSide, Placement]], *, now: datetime
) -> int:
    """Queue the letter; returns 0 for a person without an address, who is asked on the phone."""
    user = receiver.user
    if user is None:
        return 0
    with speaking(user.locale):
        told = [
            (both_times_text(where.starts_at), wording.other_name(side.meeting, side.profile)) for side, where in lines
        ]
        letter = write_letter(
            user,
            template="meeting_afterwards",
            kind=KIND,
            context={"event": event, "person": user.full_name, "lines": told},
            links={"answer": links.questions_placeholder(event, user, day)},
            subject_ref=subject_ref(event),
        )
    if letter is None:
        return 0
    outbox.queue_message(letter, now=now)
    return 1
