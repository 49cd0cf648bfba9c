"""The pair of these tests, approved, and the clock that stands still for it."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.introductions.world import HOLD, World, make_pair, noon


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """KeneyaLink and NabdCare, not introduced yet."""
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    return made


@pytest.fixture
def asked(world: World) -> World:
    """The same, approved; the letters have left."""
    world.approve()
    world.deliver()
    world.later(HOLD)
    world.deliver()
    return world
