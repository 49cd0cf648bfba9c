"""The round table of these tests, and the clock that stands still for it."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.introductions.world import noon
from tests.plans.world import ORGANIZER, World, make_round_table
from tests.visitor import Visitor


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Seven organisations and six suggestions, nobody introduced."""
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_round_table(app)
    return made


@pytest.fixture
def awa(world: World) -> Visitor:
    """The organizer with a computed plan: one meeting at least, two at most, every suggestion."""
    visitor = Visitor(world.app).sign_in(ORGANIZER)
    visitor.visit("/organizers/plans")
    visitor.submit("/organizers/plans", minimum="1", maximum="2", strength="")
    assert "En préparation." in visitor.text
    world.deliver()
    visitor.visit(visitor.path)
    return visitor
