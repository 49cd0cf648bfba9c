"""What the worker does for requests. Each handler may run twice and then changes nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.introductions import resting
from matchmaking.introductions.requests.notifications import LETTERS
from matchmaking.introductions.requests.operations import deciding, settling
from matchmaking.introductions.requests.queries import get_request, list_shores
from matchmaking.outbox.models import Message
from matchmaking.outbox.registry import registry

FOLLOW, END_HOLD = "requests.follow_profile", "requests.end_hold"


def follow_profile(payload: Mapping[str, Any]) -> None:
    """A profile was changed or withdrawn."""
    settling.follow_profile(int(payload["profile_id"]), now=clock.now())
    db.session.commit()


def end_hold(payload: Mapping[str, Any]) -> None:
    """An organizer let the letter of a decline leave before its time."""
    subject, _colon, number = str(payload["subject_ref"]).partition(":")
    if subject == "request":
        deciding.end_hold(get_request(int(number)), now=clock.now())
        db.session.commit()


def rest(messages: Sequence[Message], at: datetime) -> dict[int, datetime]:
    """Which of these letters to askers rest at this moment, by id, and until when."""
    shores = list_shores(resting.numbers(messages))
    return resting.until(((message, shores.get(message.subject_ref or "")) for message in messages), at)


def init_app(app: Flask) -> None:
    """Tell the outbox who does what."""
    outbox = registry(app)
    outbox.handle(FOLLOW, follow_profile)
    outbox.handle(END_HOLD, end_hold)
    outbox.subscribe("profile.changed", FOLLOW)
    outbox.subscribe("profile.withdrawn", FOLLOW)
    outbox.subscribe("message.released", END_HOLD)
    for kind, label in LETTERS.items():
        outbox.label(kind, label)
        outbox.pause(kind, rest)
