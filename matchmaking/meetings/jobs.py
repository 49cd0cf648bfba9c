"""What the worker does for schedules: computes drafts, and follows what happens to introductions and attendances. Both
may run twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.events.queries import find_next
from matchmaking.extensions import db
from matchmaking.meetings import operations, queries
from matchmaking.meetings.notifications import LETTERS
from matchmaking.meetings.operations.drafting import COMPUTE
from matchmaking.outbox.registry import registry

FOLLOW, CONFIRM = "meetings.follow", "meetings.confirm"
TELL_AGAIN, SAY_ONCE = "meetings.tell_again", "meetings.say_once"
# After any of these a published meeting may have lost a side.
FACTS = (
    "attendance.cancelled",
    "attendance.changed",
    "introduction.ended",
    "profile.withdrawn",
    "consent.withdrawn",
)


def compute(payload: Mapping[str, Any]) -> None:
    """Compute a draft from what holds at this moment."""
    # Only the worker computes; what it needs for that is not loaded with the pages.
    from matchmaking.meetings import arranging

    draft = queries.find_schedule(int(payload["schedule_id"]))
    if draft is None or draft.number is not None or draft.computed_at is not None:
        return
    draft_id, version = draft.id, draft.version
    material = arranging.read(draft, now=clock.now())
    db.session.commit()  # nothing is held while it computes
    result = arranging.choose(material)
    operations.write(draft_id, version, result.placed, result.unplaced, now=clock.now())
    db.session.commit()


def follow(_payload: Mapping[str, Any]) -> None:
    """Cancel what cannot take place any more."""
    now = clock.now()
    event = find_next(now)
    if event is not None:
        operations.follow(event, now=now)
        db.session.commit()


def confirm(payload: Mapping[str, Any]) -> None:
    """Both have accepted an introduction."""
    for meeting in queries.list_meetings_of(int(payload["introduction_id"])):
        operations.confirm(meeting, now=clock.now())
        db.session.commit()


def tell_again(payload: Mapping[str, Any]) -> None:
    """A no to an introduction was taken back."""
    for meeting in queries.list_meetings_of(int(payload["introduction_id"])):
        operations.tell_again(meeting, now=clock.now())
        db.session.commit()


def say_once(payload: Mapping[str, Any]) -> None:
    """An introduction has ended."""
    for meeting in queries.list_meetings_of(int(payload["introduction_id"])):
        operations.say_once(meeting, now=clock.now())
        db.session.commit()


def init_app(app: Flask) -> None:
    """Tell the outbox who does what."""
    outbox = registry(app)
    outbox.handle(COMPUTE, compute)
    outbox.handle(FOLLOW, follow)
    outbox.handle(CONFIRM, confirm)
    outbox.handle(TELL_AGAIN, tell_again)
    outbox.handle(SAY_ONCE, say_once)
    outbox.subscribe("introduction.ended", SAY_ONCE)
    outbox.subscribe("introduction.accepted", CONFIRM)
    outbox.subscribe("introduction.reopened", TELL_AGAIN)
    for fact in FACTS:
        outbox.subscribe(fact, FOLLOW, whole=True)
    for kind, label in LETTERS.items():
        outbox.label(kind, label)
