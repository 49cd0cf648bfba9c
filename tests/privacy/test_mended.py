"""Holes that were found once: each stays closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.meetings import operations, queries
from matchmaking.meetings.conflicts import Place
from matchmaking.profiles.parsing import clean
from tests.introductions.world import noon
from tests.papers.world import World, make_world
from tests.visitor import Visitor


@pytest.fixture
def published(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Version 1 of a schedule, two days ahead."""
    made = make_world(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


def test_a_meeting_that_was_moved_is_not_refused_by_the_page_that_showed_the_old_time(published: World) -> None:
    visitor = Visitor(published.app).sign_in("mariam@keneya.example")
    with published.app.app_context():
        meeting = published.placement("ML01", "DZ01").meeting
        address = f"/meetings/{meeting.id}/refuse"
    visitor.visit(address)
    with published.app.app_context():
        event, found = published.event(), published.placement("ML01", "DZ01").meeting
        slot = next(slot for slot in event.slots if slot.position == 4)
        told = {"shown_number": 1, "actor": published.user("awa@organisation.example"), "now": published.now}
        operations.move(event, found, Place(slot, event.tables[0]), **told)
        db.session.commit()
    visitor.submit(note="Pas à dix heures", status=409)
    with published.app.app_context():
        found = published.placement("ML01", "DZ01").meeting
        assert queries.find_placement(queries.find_published(published.event()), found) is not None


def test_the_operation_says_that_it_was_moved(published: World) -> None:
    with published.app.app_context():
        meeting = published.placement("ML01", "DZ01").meeting
        actor = published.user("mariam@keneya.example")
        later = published.now + timedelta(minutes=1)
        with pytest.raises(StaleDecision):
            operations.refuse(meeting.sides[0], shown_version=meeting.version + 1, actor=actor, now=later)


@pytest.mark.parametrize("path", ["/directory?name=a%00b", "/profiles/ML%0001"])
def test_a_nul_in_an_address_is_turned_away(published: World, path: str) -> None:
    assert published.app.test_client().get(path).status_code in (303, 400)
    visitor = Visitor(published.app).sign_in("mariam@keneya.example")
    assert visitor.client.get(path).status_code == 400


def test_a_nul_in_a_form_is_turned_away(published: World) -> None:
    visitor = Visitor(published.app)
    visitor.visit("/login")
    visitor.submit("/login", email="a\x00b@example.org", password="x", status=400)


def test_a_name_cannot_turn_around_what_stands_behind_it() -> None:
    assert clean("Keneya\u202egpj.exe\u2066 \x85Link\u2028") == "Keneyagpj.exe Link"
    assert clean("نبض كير\u200f") == "نبض كير\u200f", "marks of direction belong to Arabic text"
