"""What the worker does for events. Each handler may run twice and then changes nothing more; each commits its own
work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.events import operations
from matchmaking.extensions import db
from matchmaking.outbox.registry import registry


def follow_profile(payload: Mapping[str, Any]) -> None:
    """A profile was withdrawn."""
    operations.follow_profile(int(payload["profile_id"]), now=clock.now())
    db.session.commit()


def init_app(app: Flask) -> None:
    """Tell the outbox what to do after a fact."""
    outbox = registry(app)
    outbox.handle("events.follow_profile", follow_profile)
    outbox.subscribe("profile.withdrawn", "events.follow_profile")
