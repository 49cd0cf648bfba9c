"""The round table of these tests, and the clock that stands still for it."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.events.world import ALGERIAN, MALIAN, ORGANIZER, World, make_round_table
from tests.visitor import Visitor


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """An event with four slots; nobody has answered."""
    made = World(app)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_round_table(made)
    return made


@pytest.fixture
def awa(world: World) -> Visitor:
    """The organizer."""
    return Visitor(world.app).sign_in(ORGANIZER)


@pytest.fixture
def mariam(world: World) -> Visitor:
    """The person of the Malian organisation."""
    return Visitor(world.app).sign_in(MALIAN)


@pytest.fixture
def nabil(world: World) -> Visitor:
    """The person of the Algerian organisation."""
    return Visitor(world.app).sign_in(ALGERIAN)
