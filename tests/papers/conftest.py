"""The published schedule of these tests, and the clock that stands still for it."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from tests.introductions.world import noon
from tests.papers.world import World, make_world


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    made = make_world(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made
