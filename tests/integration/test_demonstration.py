"""The demonstration: loads once, is marked as invented, and leaves nothing behind."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.config import Settings
from matchmaking.extensions import db
from matchmaking.profiles.models import Opportunity, Profile
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

# A side organizer reads the profiles of one shore.
MODERATION = (RoleName.SIDE_ORGANIZER, "/organizers/profiles")
WORK_OF_ORGANIZERS = (
    "/organizers/suggestions",
    "/organizers/runs",
    "/organizers/profiles",
    "/organizers/introductions",
    "/organizers/events",
    "/organizers/calls",
    "/organizers/links",
    "/organizers/messages",
    "/organizers/settings",
    "/organizers/rates",
    "/organizers/files/import",
)


@pytest.fixture
def demo_app(app: Flask, settings: Settings) -> Iterator[Flask]:
    app.config["SETTINGS"] = dataclasses.replace(settings, demo=True)
    yield app
    app.config["SETTINGS"] = settings


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_a_real_server_refuses_the_demonstration(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "DEMO=1" in result.output
    assert count(app, Profile) == 0


def test_it_is_loaded_once_and_prints_its_accounts(demo_app: Flask) -> None:
    runner = demo_app.test_cli_runner()
    for _ in range(2):
        assert runner.invoke(args=["demo", "load"]).exit_code == 0
    assert count(demo_app, Profile) == 80
    assert count(demo_app, Opportunity) == 302
    accounts = runner.invoke(args=["demo", "accounts"]).output
    assert [line.split()[0] for line in accounts.splitlines()] == ["organizer", "startup", "startup", "investor"]


def test_a_server_that_became_real_shows_none_of_it_to_anybody(demo_app: Flask, settings: Settings) -> None:
    runner = demo_app.test_cli_runner()
    runner.invoke(args=["demo", "load"])
    email, password = runner.invoke(args=["demo", "accounts"]).output.split()[1:3]
    with demo_app.app_context():
        make_user("vraie@equipe.ml", role=RoleName.ORGANIZER)
        db.session.commit()
    demo_app.config["SETTINGS"] = settings
    organizer = Visitor(demo_app).sign_in("vraie@equipe.ml")
    for path in WORK_OF_ORGANIZERS:
        organizer.visit(path)
        assert "KeneyaLink" not in organizer.text, path
        assert organizer.soup.select(".fiction") == []
    for path in ("/profiles/ML07", "/organizers/profiles/ML07", "/organizers/pairs/ML07/DZ12"):
        organizer.visit(path, status=404)
    assert "KeneyaLink" not in organizer.client.get("/organizers/files/export.json").text
    known = Visitor(demo_app)
    known.visit("/login")
    known.submit("/login", email=email, password=password)
    assert known.path == "/login", "its passwords open nothing"


def test_clearing_leaves_a_platform_that_works(demo_app: Flask) -> None:
    runner = demo_app.test_cli_runner()
    for command in (["demo", "load"], ["match", "run"], ["demo", "clear"]):
        assert runner.invoke(args=command).exit_code == 0
    with demo_app.app_context():
        for role in RoleName:
            make_user(f"{role}@equipe.ml", role=role)
        db.session.commit()
    for role in RoleName:
        person = Visitor(demo_app).sign_in(f"{role}@equipe.ml")
        for path in ("/home", "/organisation", "/suggestions", "/introductions", "/event", "/directory", "/account"):
            person.visit(path)
            assert "KeneyaLink" not in person.text
        for path in WORK_OF_ORGANIZERS:
            opens = role in (RoleName.ORGANIZER, RoleName.ADMIN) or (role, path) == MODERATION
            person.visit(path, status=200 if opens else 403)
    assert runner.invoke(args=["match", "run"]).exit_code == 0


def test_clearing_removes_it_and_leaves_real_profiles_alone(demo_app: Flask) -> None:
    runner = demo_app.test_cli_runner()
    runner.invoke(args=["demo", "load"])
    with demo_app.app_context():
        make_profile("ML99", members=(make_user("vrai@entreprise.ml"),))
        db.session.commit()
    assert "80 invented organisations and 81 accounts" in runner.invoke(args=["demo", "clear"]).output
    with demo_app.app_context():
        assert db.session.scalars(sa.select(Profile.key)).all() == ["ML99"]
        assert db.session.scalars(sa.select(User.email)).all() == ["vrai@entreprise.ml"]
    assert runner.invoke(args=["demo", "accounts"]).output == ""
