"""The first thing on a participant's first page: whom they must answer, why, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import Tag
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, World, make_pair
from tests.visitor import Visitor

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.fixture
def asked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """KeneyaLink and NabdCare, introduced on a Tuesday; the letters have left."""
    world = World(app, TUESDAY)
    monkeypatch.setattr(clock, "now", lambda: world.now)
    make_pair(app)
    world.approve()
    world.later(HOLD)
    world.deliver()
    return world


def first_card(world: World, email: str) -> Tag:
    """What stands under the greeting of somebody's first page."""
    page = Visitor(world.app).sign_in(email).visit("/home")
    card = page.select_one(".title-row + *")
    assert card is not None
    return card


def test_the_first_card_sets_my_words_beside_theirs_and_leads_to_the_answer(asked: World) -> None:
    card = first_card(asked, MALIAN)
    words = card.get_text(" ", strip=True)
    told = ("NabdCare ( Oran ) recherche ce que vous proposez", "Vous proposez", "Réseau de dix-sept",
            "NabdCare recherche", "pilotes", "Lire et répondre")  # fmt: skip
    positions = [words.find(word) for word in told]
    assert -1 not in positions, (words, positions)
    assert positions == sorted(positions)
    link = card.select_one("a.btn-primary")
    assert link is not None
    assert link["href"] == f"/introductions/{asked.introduction_id}"


def test_the_other_side_reads_the_same_pair_from_its_own_shore(asked: World) -> None:
    words = first_card(asked, ALGERIAN).get_text(" ", strip=True)
    for told in ("KeneyaLink ( Kayes ) propose ce que vous recherchez", "Vous recherchez", "KeneyaLink propose"):
        assert told in words


@pytest.mark.parametrize(("days", "said"), [(0, "Jour 0 sur 14."), (5, "Jour 5 sur 14.")])
def test_its_clock_tells_the_day_and_until_when_an_answer_is_awaited(asked: World, days: int, said: str) -> None:
    asked.later(days * DAY)
    card = first_card(asked, MALIAN)
    assert said in card.get_text(" ")
    assert "close le mardi 15 décembre" in card.get_text(" ")
    drawing = card.select_one("svg.track")
    assert drawing is not None
    assert drawing["aria-label"] == said
    assert [text.get_text() for text in drawing.select("text")] == [
        "3",
        "7",
        "13",
        "0",
        "14",
    ]  # the tenth day is a Friday


def test_who_has_answered_is_asked_no_more_and_sees_the_clock_of_the_other_side(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.later(5 * DAY)
    page = Visitor(asked.app).sign_in(MALIAN).visit("/home")
    assert page.select_one(".todo") is None
    row = page.select_one(".intros li:has(.track)")
    assert row is not None
    assert "NabdCare" in row.get_text()


def test_a_profile_that_is_hidden_meanwhile_leaves_a_row_without_its_words(asked: World) -> None:
    with asked.app.app_context():
        for consent in asked.user(ALGERIAN).consents:
            consent.withdrawn_at = asked.now
        db.session.commit()
    page = Visitor(asked.app).sign_in(MALIAN).visit("/home")
    assert page.select_one(".todo") is None
    assert "À vous de répondre" in page.get_text()
    assert "pilotes" not in page.get_text()


def test_the_page_of_the_introduction_has_the_same_clock(asked: World) -> None:
    asked.later(5 * DAY)
    page = Visitor(asked.app).sign_in(MALIAN).visit(f"/introductions/{asked.introduction_id}")
    drawing = page.select_one("svg.track")
    assert drawing is not None
    assert drawing["aria-label"] == "Jour 5 sur 14."


def test_readers_are_not_offered_the_rest_of_their_own_presentation(asked: World) -> None:
    with asked.app.app_context():
        for country in ("ML", "DZ"):
            asked.side(country).profile.summary = "Une phrase assez longue sur ce que nous faisons ici. " * 12
        db.session.commit()
    page = Visitor(asked.app).sign_in(MALIAN).visit(f"/introductions/{asked.introduction_id}")
    assert page.select_one(".head.shore-dz .fold") is not None
    assert page.select_one(".head.shore-ml .fold") is None
