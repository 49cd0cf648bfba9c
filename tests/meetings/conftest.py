"""The round table of these tests, and the clock that stands still for it."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.introductions.world import noon
from tests.meetings.world import World, introduce, make_event

PAIRS = (("ML01", "DZ01"), ("ML01", "DZ02"), ("ML02", "DZ02"), ("ML02", "DZ03"), ("ML03", "DZ03"))


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three organisations on each shore, five accepted introductions, four slots in two stretches, two tables."""
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    with app.app_context():
        make_event(made)
        introduce(made, *PAIRS)
    return made
