"""Two shores with people who ask, and the clock that stands still for them."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.introductions.world import World, make_pair, noon
from tests.requests.world import make_others


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """KeneyaLink, NabdCare and five more Algerian organisations; nobody is introduced."""
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    make_others(app)
    return made
