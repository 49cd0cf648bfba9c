"""Institutions meet institutions, and others only where both sides ask: they say so in the form, and it counts."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import Purpose, RoleName
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Kind
from matchmaking.settings.models import PlatformSettings
from tests.factories import make_user
from tests.matching_samples import add_profile, fr, open_suggestions, run_now
from tests.visitor import Visitor


def also_meets(app: Flask, key: str = "ML01") -> list[str]:
    with app.app_context():
        return db.session.scalars(sa.select(Profile).where(Profile.key == key)).one().also_meets


def member_of(app: Flask, kind: Kind, **values: Any) -> Visitor:
    """Somebody of ML01, a published profile of this kind."""
    with app.app_context():
        add_profile("ML01", make_user("ml01@example.org"), kind=kind, **values)
        db.session.commit()
    return Visitor(app).sign_in("ml01@example.org")


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (Kind.INSTITUTION, ["startup", "company", "investor"]),
        (Kind.STARTUP, ["institution"]),
        (Kind.COMPANY, ["institution"]),
        (Kind.INVESTOR, ["institution"]),
    ],
)
def test_each_kind_says_whom_else_it_would_meet(app: Flask, kind: Kind, offered: list[str]) -> None:
    visitor = member_of(app, kind)
    visitor.visit("/organisation/ML01/details")
    assert [box["value"] for box in visitor.soup.find_all("input", attrs={"name": "also_meets"})] == offered
    visitor.submit(also_meets=offered[:2])
    assert also_meets(app) == offered[:2]
    assert fr("Also meets") in visitor.text, "the profile shows it"
    visitor.visit("/organisation/ML01/details")
    visitor.submit(also_meets=None)
    assert also_meets(app) == []


def test_what_another_kind_would_meet_is_dropped_with_the_kind(app: Flask) -> None:
    visitor = member_of(app, Kind.INSTITUTION, also_meets=["startup"])
    visitor.visit("/organisation/ML01/organisation")
    visitor.submit(kind="company")
    assert also_meets(app) == []


def test_organizers_read_the_change_before_it_shows(app: Flask) -> None:
    visitor = member_of(app, Kind.COMPANY)
    with app.app_context():
        make_user("boss@example.org", role=RoleName.ORGANIZER)
        db.session.add(PlatformSettings(id=1, review_edits=True, suggestions_open=False, hold_minutes=10))
        db.session.commit()
    visitor.visit("/organisation/ML01/details")
    visitor.submit(also_meets=["institution"])
    assert also_meets(app) == []
    boss = Visitor(app).sign_in("boss@example.org")
    boss.visit("/organizers/profiles/ML01")
    assert fr("Also meets") in boss.text


def test_both_asking_makes_a_pair_and_an_institution_alone_is_told_why_there_is_none(app: Flask) -> None:
    with app.app_context():
        add_profile("ML01", kind=Kind.INSTITUTION)
        add_profile("DZ01", kind=Kind.COMPANY)
        add_profile("ML02")
        add_profile("DZ02")
        open_suggestions()
        run_now()
    institution, company = Visitor(app).sign_in("ml01@example.org"), Visitor(app).sign_in("dz01@example.org")
    institution.visit("/suggestions")
    assert institution.soup.select("article.sugg") == []
    assert "aucune n’est encore publiée sur l’autre rive" in institution.text
    for visitor, own, other in ((institution, "ML01", "company"), (company, "DZ01", "institution")):
        visitor.visit(f"/organisation/{own}/details")
        visitor.submit(also_meets=[other])
    with app.app_context():
        run_now()
    institution.visit("/suggestions")
    assert [card.select_one(".qname").text for card in institution.soup.select("article.sugg")] == ["Organisation DZ01"]


def test_a_published_profile_that_nobody_sees_is_told_so_instead_of_a_guess(app: Flask) -> None:
    with app.app_context():
        add_profile("ML01", make_user("ml01@example.org", consents=(Purpose.TERMS, Purpose.TRANSFER)))
        add_profile("DZ01")
        open_suggestions()
        run_now()
    visitor = Visitor(app).sign_in("ml01@example.org")
    visitor.visit("/home")
    assert fr("Published, but hidden") in visitor.text
    visitor.visit("/suggestions")
    assert fr("See the consents") in visitor.text
