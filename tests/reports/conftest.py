"""The round table of these tests."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.introductions.world import noon
from tests.reports.world import ORGANIZER, World, make_round_table
from tests.visitor import Visitor


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Twenty-four organisations, eight introductions, outcomes."""
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_round_table(app, made.now)
    return made


@pytest.fixture
def awa(world: World) -> Visitor:
    """The organizer."""
    return Visitor(world.app).sign_in(ORGANIZER)
