"""A round table on its day: five published meetings, an organizer, and a helper at the door."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.day.world import DayWorld, make_day
from tests.introductions.world import noon
from tests.visitor import Visitor


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> DayWorld:
    """Half an hour before the first slot. ML01–DZ01 and ML02–DZ02 meet in it, ML01–DZ02 and ML03–DZ03 in the second,
    ML02–DZ03 in the third; ML04, DZ04 and DZ05 come without a meeting."""
    made = DayWorld(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    with app.app_context():
        make_day(made)
    return made


@pytest.fixture
def helper(world: DayWorld) -> Visitor:
    """The helper at the door, signed in."""
    return Visitor(world.app).sign_in("koro@organisation.example")


@pytest.fixture
def organizer(world: DayWorld) -> Visitor:
    """An organizer, signed in."""
    return Visitor(world.app).sign_in("awa@organisation.example")
