"""What the worker does for the follow-up, once a day. Running it again changes nothing more; it commits its own work
and asks for the next day's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.followup import links, notifications
from matchmaking.followup.operations.actions import remind_late
from matchmaking.followup.operations.asking import ask_due
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.registry import registry

DAILY = "followup.daily"
MORNING = 9  # o'clock in Bamako, where it is UTC


def daily(_payload: Mapping[str, Any]) -> None:
    """Ask what came of introductions, remind of what is late."""
    now = clock.now()
    ask_due(now=now)
    remind_late(now=now)
    outbox.enqueue(DAILY, {}, now=now, unique_key=DAILY, after=clock.next_at(MORNING, now) - now)
    db.session.commit()


def init_app(app: Flask) -> None:
    """Tell the outbox who does it, what our letters are called and what their links stand for."""
    outbox_registry = registry(app)
    outbox_registry.handle(DAILY, daily)
    outbox_registry.keep_going(DAILY)
    for kind, label in notifications.LETTERS.items():
        outbox_registry.label(kind, label)
    outbox_registry.mint(links.OUTCOME, links.mint_outcome)
    outbox_registry.mint(links.ACTION, links.mint_action)
