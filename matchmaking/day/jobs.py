"""What the worker does for the day: plans and asks the one question. Both may run twice; each commits its own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.day import operations
from matchmaking.day.notifications import LETTERS
from matchmaking.day.operations.asking import ASK
from matchmaking.events.queries import get_event
from matchmaking.extensions import db
from matchmaking.meetings.operations.versions import PUBLISHED
from matchmaking.outbox.registry import registry

PLAN = "day.plan_questions"


def plan_questions(payload: Mapping[str, Any]) -> None:
    """A version was published: the day may end at another time."""
    operations.plan_questions(get_event(int(payload["event_id"])), now=clock.now())
    db.session.commit()


def ask(payload: Mapping[str, Any]) -> None:
    """A day is over."""
    operations.ask(get_event(int(payload["event_id"])), str(payload["day"]), now=clock.now())
    db.session.commit()


def init_app(app: Flask) -> None:
    """Tell the outbox what to do after a fact, and what organizers call the letter."""
    outbox = registry(app)
    outbox.handle(PLAN, plan_questions)
    outbox.handle(ASK, ask)
    outbox.subscribe(PUBLISHED, PLAN)
    for kind, label in LETTERS.items():
        outbox.label(kind, label)
