"""The first page around the round table and after it: what waits for organizers, the committee, participants."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.events.models import Attendance
from matchmaking.extensions import db
from matchmaking.followup.lifecycle import ActionOrigin
from matchmaking.followup.models import Action, CommitteeMeeting
from matchmaking.meetings.models import Schedule, ScheduleNotice
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Country
from tests.factories import make_user
from tests.introductions.world import noon
from tests.papers.world import ORGANIZER, PEOPLE, World, make_world
from tests.visitor import Visitor

COMMITTEE = "comite@example.org"


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """A published schedule two days ahead."""
    made = make_world(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def busy(world: World) -> World:
    """A late action, a committee meeting tomorrow, a draft, somebody without e-mail."""
    with world.app.app_context():
        make_user(COMMITTEE, role=RoleName.COMMITTEE, full_name="Fatou Comité")
        late = {"due_on": (world.now - timedelta(days=2)).date(), "country": Country.MALI, "created_at": world.now}
        db.session.add(
            Action(title="Signer", owner_name="Issa", origin=ActionOrigin.OTHER, changed_at=world.now, **late)
        )
        moment = {"created_at": world.now, "changed_at": world.now}
        db.session.add(CommitteeMeeting(starts_at=world.now + timedelta(days=1), **moment))
        event, published = world.event(), world.placement("ML01", "DZ01").schedule
        db.session.add(Schedule(event=event, created_at=world.now, computed_at=world.now, base_number=1))
        db.session.add(ScheduleNotice(schedule=published, profile=get_by_key("ML02")))
        db.session.commit()
    return world


def test_an_organizers_morning_tells_what_the_schedule_and_the_follow_up_want(busy: World) -> None:
    text = Visitor(busy.app).sign_in(ORGANIZER).visit("/home").get_text(" ")
    for words in (
        "1 brouillon du planning à publier",
        "1 personne à qui dire ses rendez‑vous au téléphone",
        "1 action en retard",
        "1 réunion du comité à préparer ou à consigner",
    ):
        assert words in " ".join(text.split())


def test_the_committee_finds_the_follow_up(busy: World) -> None:
    visitor = Visitor(busy.app).sign_in(COMMITTEE)
    page = visitor.visit("/home")
    assert page.select_one('nav a[href="/followup"]') is not None
    assert "1 action en retard" in " ".join(page.get_text(" ").split())


def test_a_participant_reads_the_next_meeting_by_both_clocks(world: World) -> None:
    visitor = Visitor(world.app).sign_in(PEOPLE["ML01"][4])
    block = visitor.visit("/home").find(id="next")
    assert block is not None
    row = block.find_next("li")
    assert row is not None
    assert "NabdCare" in row.get_text()
    assert "Table 1" in row.get_text()
    assert "10:00–10:20 Bamako · 11:00–11:20 Alger" in row.get_text()
    world.now = world.opening + timedelta(minutes=21)
    visitor = Visitor(world.app).sign_in(PEOPLE["ML02"][4])
    assert "Votre prochain rendez‑vous" not in visitor.visit("/home").get_text()


def test_who_comes_is_reminded_of_the_round_table_before_the_schedule_is_out(world: World) -> None:
    with world.app.app_context():
        for schedule in db.session.query(Schedule):
            db.session.delete(schedule)
        db.session.commit()
        assert db.session.query(Attendance).count() == len(PEOPLE)
    page = Visitor(world.app).sign_in(PEOPLE["ML01"][4]).visit("/home")
    assert "Vos rendez‑vous s’affichent ici dès leur publication" in page.get_text()


def test_what_is_set_up_now_and_then_stands_under_the_persons_name_and_nowhere_else(world: World) -> None:
    page = Visitor(world.app).sign_in(ORGANIZER).visit("/home")
    for menu, wanted in ((".mainnav", False), (".burger", False), (".me", True)):
        assert (page.select_one(f'{menu} a[href="/organizers/settings"]') is not None) is wanted
        assert (page.select_one(f'{menu} a[href="/organizers/schedule"]') is not None) is not wanted
