"""The letter at the end of a day: one for each person, however many meetings they had. It names no contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Flask
from flask_babel import lazy_gettext as _l

from matchmaking.day import links
from matchmaking.events.models import Event
from matchmaking.events.times import both_times, both_times_text
from matchmaking.locale import normalise, speaking
from matchmaking.meetings import wording
from matchmaking.meetings.models import MeetingSide, Placement
from matchmaking.meetings.notifications import EVENT, GROUP
from matchmaking.meetings.people import Receiver
from matchmaking.meetings.queries import subject_ref
from matchmaking.outbox import operations as outbox
from matchmaking.wordings import letters as wordings
from matchmaking.wordings.kinds import PERSON, PRODUCT, LetterKind, Placeholder, register

KIND = "meeting.afterwards"
LETTERS = {KIND: _l("One question after the day")}
QUESTION = LetterKind(
    kind=KIND,
    label=LETTERS[KIND],
    group=GROUP,
    placeholders=(
        PERSON,
        EVENT,
        PRODUCT,
        Placeholder(name="meetings", label=_l("the meetings of the day"), is_block=True),
        Placeholder(name="link", label=_l("the button to the page that asks"), link="answer"),
    ),
    reason="reason_event",
)


def init_app(app: Flask) -> None:
    """Let organizers reword it."""
    register(app, QUESTION)


def ask(
    event: Event, day: str, receiver: Receiver, lines: Sequence[tuple[MeetingSide, Placement]], *, now: datetime
) -> int:
    """Queue the letter; returns 0 for a person without an address, who is asked on the phone."""
    user = receiver.user
    if user is None:
        return 0
    language = normalise(user.locale)
    with speaking(language):
        told = [
            (both_times(at.starts_at), both_times_text(at.starts_at), wording.other_name(side.meeting, side.profile))
            for side, at in lines
        ]
    letter = wordings.write(
        user,
        KIND,
        {"event": event.name},
        drawn={"meetings": wordings.draw("blocks/day", language, lines=told)},
        links={"answer": links.questions_placeholder(event, user, day)},
        subject_ref=subject_ref(event),
    )
    if letter is None:
        return 0
    outbox.queue_message(letter, now=now)
    return 1
