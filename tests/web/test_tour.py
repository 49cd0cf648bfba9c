"""The first steps: what is done is ticked, put away for good, called back from the help."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.vocabulary import Kind
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

ROLES = [RoleName.PARTICIPANT, RoleName.ORGANIZER, RoleName.SIDE_ORGANIZER, RoleName.HELPER, RoleName.COMMITTEE]


def ticks(visitor: Visitor) -> list[bool]:
    """Which steps of the strip are done."""
    return ["done" in (step.get("class") or []) for step in visitor.visit("/home").select(".tour li")]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_steps_that_lead_to_pages_it_may_open(app: Flask, role: RoleName) -> None:
    with app.app_context():
        make_user(role=role, organizes_country="ML" if role is RoleName.SIDE_ORGANIZER else None)
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    links = [str(link["href"]) for link in awa.visit("/home").select(".tour li a")]
    assert 2 <= len(links) <= 5
    for link in links:
        awa.visit(link)
        assert awa.soup.select("h1")


def test_steps_are_ticked_by_what_was_done(app: Flask) -> None:
    with app.app_context():
        awa = make_user()
        db.session.commit()
    visitor = Visitor(app).sign_in("awa@example.org")
    assert ticks(visitor) == [False] * 4
    with app.app_context():
        make_profile(members=(db.session.merge(awa),), status=ProfileStatus.DRAFT)
        db.session.commit()
    assert ticks(visitor) == [True, False, False, False]
    visitor.visit("/organisation/ML01")
    visitor.submit("submit")
    assert ticks(visitor) == [True, True, False, False]


def test_an_investor_has_other_steps(app: Flask) -> None:
    with app.app_context():
        make_profile(members=(make_user(),), kind=Kind.INVESTOR)
        db.session.commit()
    visitor = Visitor(app).sign_in("awa@example.org")
    assert visitor.visit("/home").select(".tour a[href='/shortlist']")


def test_put_away_it_stays_away_until_the_help_calls_it_back(app: Flask) -> None:
    with app.app_context():
        make_user()
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/home")
    awa.submit("/home/tour")
    assert not awa.soup.select(".tour")
    again = Visitor(app).sign_in("awa@example.org")
    assert not again.visit("/home").select(".tour")
    again.visit("/help")
    again.submit("/home/tour")
    assert again.soup.select(".tour")


@pytest.mark.parametrize("role", ["participant", "investor", "organizer", "helper", "committee"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_help_of_each_role_speaks_each_language(app: Flask, role: str, language: str) -> None:
    page = Visitor(app).visit(f"/help/{role}?lang={language}")
    assert page.html is not None
    assert page.html["lang"].startswith(language)
    assert len(page.select("main h2")) >= 2


EMPTY = {
    RoleName.PARTICIPANT: [
        "/suggestions",
        "/introductions",
        "/event",
        "/meetings",
        "/meetings/afterwards",
        "/organisation",
    ],
    RoleName.ORGANIZER: [
        "/organizers/messages",
        "/organizers/day",
        "/organizers/schedule",
        "/organizers/schedule/pack",
    ],
    RoleName.SIDE_ORGANIZER: ["/organizers/profiles"],
    RoleName.HELPER: ["/organizers/day"],
    RoleName.COMMITTEE: ["/committee/introductions", "/reports"],
}


@pytest.mark.parametrize(("role", "path"), [(role, path) for role, paths in EMPTY.items() for path in paths])
def test_a_page_with_nothing_on_it_says_what_to_do_next(app: Flask, role: RoleName, path: str) -> None:
    with app.app_context():
        make_user(role=role, organizes_country="ML" if role is RoleName.SIDE_ORGANIZER else None)
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    link = awa.visit(path).select_one(".empty a[href]")
    assert link is not None
    awa.visit(str(link["href"]))
