"""The list of outcomes a page at a time: every introduction once, and numbers that speak of all of them."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask

from matchmaking.extensions import db
from matchmaking.followup.queries import count_standings, list_followed, outcomes, page_followed
from tests.introductions.world import noon
from tests.reports.world import ORGANIZER, make_event, make_introduction, make_organisation, make_round_table
from tests.visitor import Visitor


@pytest.fixture
def many(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Twelve introductions with open contacts, and pages of five."""
    monkeypatch.setattr(outcomes, "PAGE", 5)
    make_round_table(app, noon())
    with app.app_context():
        event = make_event(noon())
        for number in range(30, 37):
            sides = [make_organisation(f"{country}{number}", number, event) for country in ("ML", "DZ")]
            make_introduction(sides[0], sides[1], number % 4, event, noon())
        db.session.commit()
    return app


def test_pages_follow_one_another_and_hold_everything_once(many: Flask) -> None:
    with many.app_context():
        whole = [one.introduction.id for one in list_followed()]
        pages = [page_followed(page=number) for number in (1, 2, 3)]
        assert [one.introduction.id for page in pages for one in page.rows] == whole
        assert {(page.number, page.count) for page in pages} == {(1, 3), (2, 3), (3, 3)}
        assert page_followed(page=99).number == 3


def test_the_numbers_above_the_list_are_those_of_all_pages(many: Flask) -> None:
    with many.app_context():
        said = Counter((one.kind, one.standing) for found in list_followed() for one in found.standings.known)
        assert count_standings() == said
    reader = Visitor(many).sign_in(ORGANIZER)
    first = reader.visit("/followup/outcomes")
    assert len(first.select(".call")) == 5
    rest = reader.visit(str(first.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert first.select("table tbody")[0].text == rest.select("table tbody")[0].text
