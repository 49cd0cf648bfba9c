"""The organizers' switches: saved, guarded, audited, told to whoever depends on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.outbox import heartbeats
from matchmaking.outbox.models import Job
from matchmaking.outbox.registry import Registry, registry
from matchmaking.settings import queries
from tests.factories import make_user
from tests.visitor import Visitor

SETTINGS = "/organizers/settings"


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    with app.app_context():
        make_user("awa@example.org", role=RoleName.ORGANIZER, full_name="Awa Traoré")
        make_user("moussa@example.org", role=RoleName.ORGANIZER, full_name="Moussa Keïta")
        db.session.commit()
    return Visitor(app).sign_in("awa@example.org")


@pytest.fixture
def subscriber(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "outbox", Registry())
    registry(app).subscribe("settings.changed", "test.settings")


def test_each_switch_says_what_it_does(organizer: Visitor) -> None:
    organizer.visit(SETTINGS)
    assert "Les participants voient leurs suggestions" in organizer.text
    assert "ancienne version du profil" in organizer.text
    assert organizer.soup.find("input", {"name": "hold_minutes", "value": "10"}) is not None


def test_switches_are_saved_audited_and_told(app: Flask, organizer: Visitor, subscriber: None) -> None:
    organizer.visit(SETTINGS)
    organizer.submit(suggestions_open="y", hold_minutes="30")
    assert "Enregistré." in organizer.text
    with app.app_context():
        now = queries.current()
        assert (now.suggestions_open, now.review_edits, now.hold_minutes) == (True, False, 30)
        [event] = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "settings.changed"))
        assert event.details == {"suggestions_open": True, "hold_minutes": 30}
        assert len(db.session.scalars(sa.select(Job).where(Job.kind == "test.settings")).all()) == 1


def test_the_days_of_a_not_now_are_a_switch_with_bounds(app: Flask, organizer: Visitor) -> None:
    organizer.visit(SETTINGS)
    organizer.submit(not_now_days="45")
    with app.app_context():
        assert queries.current().not_now_days == 45
    organizer.submit(not_now_days="0", status=422)
    assert "entre 1 et 730" in organizer.text
    with app.app_context():
        assert queries.current().not_now_days == 45


def test_saving_without_a_change_tells_nobody(app: Flask, organizer: Visitor) -> None:
    organizer.visit(SETTINGS)
    organizer.submit()
    with app.app_context():
        assert db.session.scalar(sa.select(AuditEvent).where(AuditEvent.action == "settings.changed")) is None


@pytest.mark.parametrize("first", [True, False], ids=["first change ever", "later change"])
def test_two_organizers_at_once_the_second_reads_who_decided(app: Flask, organizer: Visitor, first: bool) -> None:
    if not first:
        organizer.visit(SETTINGS)
        organizer.submit(hold_minutes="20")
    other = Visitor(app).sign_in("moussa@example.org")
    for visitor in (organizer, other):
        visitor.visit(SETTINGS)
    other.submit(hold_minutes="15")
    organizer.submit(hold_minutes="60", status=409)
    assert "Moussa Keïta a modifié les réglages" in organizer.text
    with app.app_context():
        assert queries.current().hold_minutes == 15


@pytest.mark.parametrize("minutes", ["", "-1", "1441", "dix"])
def test_an_impossible_hold_time_is_explained_and_the_rest_kept(organizer: Visitor, minutes: str) -> None:
    organizer.visit(SETTINGS)
    organizer.submit(suggestions_open="y", hold_minutes=minutes, status=422)
    assert "Écrivez un nombre" in organizer.text
    assert "entier" not in organizer.text  # the form library's « N'est pas un entier valide »
    ticked = organizer.soup.find("input", {"name": "suggestions_open"})
    assert ticked is not None
    assert ticked.has_attr("checked")


def test_a_forged_version_changes_nothing(app: Flask, organizer: Visitor) -> None:
    organizer.visit(SETTINGS)
    organizer.submit(version="one", hold_minutes="60", status=409)
    with app.app_context():
        assert queries.current().hold_minutes == 10


def test_the_worker_s_sign_of_life_is_shown(app: Flask, organizer: Visitor) -> None:
    organizer.visit(SETTINGS)
    assert "Arrêté" in organizer.text
    with app.app_context():
        heartbeats.begin("test", now=clock.now())
        db.session.commit()
    organizer.visit(SETTINGS)
    assert "En marche" in organizer.text
    with app.app_context():
        heartbeats.beat("test", "", now=clock.now() - timedelta(minutes=1))
        db.session.commit()
    organizer.visit(SETTINGS)
    assert "Arrêté" in organizer.text


def test_a_worker_whose_traces_were_removed_is_seen_again(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        heartbeats.begin("test", now=clock.now() - timedelta(days=2))
        heartbeats.forget_silent(before=clock.now() - timedelta(days=1))
        db.session.commit()
    organizer.visit(SETTINGS)
    assert "Arrêté" in organizer.text
    with app.app_context():
        heartbeats.beat("test", "mail 7", now=clock.now())
        db.session.commit()
    organizer.visit(SETTINGS)
    assert "En marche" in organizer.text


def test_participants_do_not_see_the_switches(app: Flask) -> None:
    with app.app_context():
        make_user("paul@example.org")
        db.session.commit()
    Visitor(app).sign_in("paul@example.org").visit(SETTINGS, status=403)
