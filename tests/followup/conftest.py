"""The pair of the introductions' tests, both with each other's contact, and a clock that stands still for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from tests.factories import make_user
from tests.introductions.world import ORGANIZER, World, make_pair
from tests.visitor import Visitor

COMMITTEE = "comite@example.org"


@pytest.fixture
def opened(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Contacts open on Tuesday 1 December 2026: thirty days later is a Thursday for both shores."""
    made = World(app, datetime(2026, 12, 1, 9, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    with app.app_context():
        make_user(COMMITTEE, role=RoleName.COMMITTEE, full_name="Fatou Comité")
        db.session.commit()
    made.approve()
    made.answer("ML", Answer.YES)
    made.answer("DZ", Answer.YES)
    return made


@pytest.fixture
def awa(opened: World) -> Visitor:
    """The organizer."""
    return Visitor(opened.app).sign_in(ORGANIZER)


@pytest.fixture
def fatou(opened: World) -> Visitor:
    """Somebody of the committee."""
    return Visitor(opened.app).sign_in(COMMITTEE)
