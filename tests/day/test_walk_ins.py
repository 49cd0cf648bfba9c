"""Somebody comes without a profile: six answers, and at once whom they could meet."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.outbox.models import Job
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.operations import publish
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.day.world import DayWorld
from tests.visitor import Visitor

ANSWERS = {
    "name": "Sanuya Froid",
    "who": "ML-company",
    "person": "Fanta Keïta",
    "reach": "70 11 22 33",
    "seeks": "Gestion du tour d’eau pour 40 parcelles",
    "offers": "Fabrication de cartes électroniques",
    "agreed": "y",
}


def found(name: str = "Sanuya Froid") -> Profile:
    return db.session.scalars(sa.select(Profile).where(Profile.name == name)).one()


def test_an_organizers_walk_in_takes_part_and_sees_at_once_whom_to_meet(world: DayWorld, organizer: Visitor) -> None:
    world.arrive("DZ04", "DZ05")
    organizer.visit("/organizers/day/walk-ins/new")
    began = time.monotonic()
    organizer.submit("/walk-ins/new", **ANSWERS)
    assert time.monotonic() - began < 10
    assert {one.text for one in organizer.soup.select("ol.calls h3")} == {"Organisation DZ04", "Organisation DZ05"}
    with world.app.app_context():
        profile, attendance = found(), world.attendance(found().key)
        assert profile.status is ProfileStatus.PUBLISHED
        declared_by = profile.import_batch.declared_by_id
        assert (profile.contact_phone, declared_by) == ("+22370112233", world.user().id)
        assert (attendance.walk_in, attendance.arrived_at) == (True, world.now)


def type_in(helper: Visitor) -> None:
    helper.visit("/organizers/day/walk-ins/new")
    helper.submit("/walk-ins/new", **ANSWERS)


def named(page: Visitor) -> set[str]:
    return {one.text.removeprefix("Organisation ") for one in page.soup.select("ol.calls h3")}


def test_a_helper_sees_at_once_whom_a_walk_in_could_meet_and_books_nothing_yet(
    world: DayWorld, helper: Visitor
) -> None:
    world.arrive("DZ04", "DZ05")
    began = time.monotonic()
    type_in(helper)
    assert time.monotonic() - began < 10
    assert named(helper) == {"DZ04", "DZ05"}
    assert not helper.soup.select("ol.calls a")
    assert not re.search(r"@example\.org|\+22[0-9]|\+213|mailto:|tel:", str(helper.soup))
    with world.app.app_context():
        key = found().key
    helper.visit(f"/organizers/day/book/{key}/DZ04")
    assert "Un organisateur doit d’abord publier ce profil" in helper.text
    assert helper.soup.select_one("main form") is None


def test_a_helper_is_told_of_no_one_whom_the_walk_in_must_not_meet_or_know(world: DayWorld, helper: Visitor) -> None:
    """A discreet fund, an institution, somebody whose consent is gone, and who still waits for publication."""
    world.arrive("DZ01", "DZ02", "DZ03", "DZ04", "DZ05")
    with world.app.app_context():
        fund = get_by_key("DZ01")
        fund.kind, fund.discreet = Kind.INVESTOR, True
        get_by_key("DZ02").kind = Kind.INSTITUTION
        for consent in world.user("dz03@example.org").consents:
            consent.withdrawn_at = world.now
        get_by_key("DZ04").status = ProfileStatus.SUBMITTED
        db.session.commit()
    type_in(helper)
    assert named(helper) == {"DZ05"}
    assert "Organisation DZ01" not in helper.text


def test_the_board_tells_organizers_who_waits_and_one_tap_lets_them_be_met(
    world: DayWorld, helper: Visitor, organizer: Visitor
) -> None:
    world.arrive("DZ04")
    type_in(helper)
    helper.visit("/organizers/day")
    assert "Sanuya Froid" not in helper.text
    organizer.visit("/organizers/day")
    line = organizer.soup.select_one("#waiting").find_parent("section").text
    assert "Sanuya Froid" in line
    assert "Gestion du tour d’eau" in line
    organizer.submit("/publish")
    assert named(organizer) == {"DZ04"}
    assert organizer.soup.select("ol.calls a")
    organizer.visit("/organizers/day")
    assert organizer.soup.select_one("#waiting") is None


def test_whoever_publishes_second_learns_that_it_was_done(world: DayWorld, helper: Visitor, organizer: Visitor) -> None:
    type_in(helper)
    organizer.visit("/organizers/day")
    with world.app.app_context():
        publish(found(), shown_version=found().version, actor=world.user(), now=world.now)
        db.session.commit()
    organizer.submit("/publish", status=409)


def test_a_helpers_walk_in_is_there_but_waits_for_an_organizer(world: DayWorld, helper: Visitor) -> None:
    type_in(helper)
    with world.app.app_context():
        assert found().status is ProfileStatus.SUBMITTED
        assert world.attendance(found().key).arrived_at == world.now


def test_a_form_that_was_open_when_the_day_ended_keeps_what_was_typed(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/organizers/day/walk-ins/new")
    with world.app.app_context():
        world.now = world.event().ends_at + timedelta(hours=3)
    helper.submit("/walk-ins/new", status=409, **ANSWERS)
    assert "Ce n’est pas encore le jour, ou plus" in helper.text
    assert helper.soup.select_one("#name")["value"] == "Sanuya Froid"
    assert "Gestion du tour d’eau" in helper.soup.select_one("#seeks").text
    with world.app.app_context():
        assert db.session.scalar(sa.select(Profile).where(Profile.name == "Sanuya Froid")) is None


def test_weeks_before_a_helper_is_told_when_the_door_opens_instead_of_typing(world: DayWorld, helper: Visitor) -> None:
    world.later(-timedelta(days=20))
    helper.visit("/organizers/day/walk-ins/new")
    assert helper.soup.select_one("main form") is None
    assert re.search(r"du 26 novembre, 20:00 Bamako · 21:00 Alger au 27 novembre 23:00 Bamako", helper.text)


def test_without_their_yes_nothing_is_written(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/organizers/day/walk-ins/new")
    helper.submit("/walk-ins/new", status=422, **{**ANSWERS, "agreed": None})
    with world.app.app_context():
        assert db.session.scalar(sa.select(Profile).where(Profile.name == "Sanuya Froid")) is None


def test_every_missing_answer_is_named_and_the_others_are_kept(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/organizers/day/walk-ins/new")
    helper.submit("/walk-ins/new", status=422, name="Sanuya Froid")
    fields = [str(one["href"]) for one in helper.soup.select(".summary a")]
    assert fields == ["#who", "#person", "#reach", "#seeks", "#agreed"]
    assert helper.soup.select_one("#name")["value"] == "Sanuya Froid"


def test_an_address_that_is_none_is_told_at_its_field(helper: Visitor) -> None:
    helper.visit("/organizers/day/walk-ins/new")
    helper.submit("/walk-ins/new", status=422, **{**ANSWERS, "reach": "fanta@"})
    assert helper.soup.select_one("#reach-error")


def test_a_known_organisation_that_was_not_expected_comes_in_by_one_tap(world: DayWorld, helper: Visitor) -> None:
    with world.app.app_context():
        db.session.delete(world.attendance("DZ05"))
        db.session.commit()
    helper.visit("/organizers/day/door?q=dz05")
    helper.submit("/organizers/day/presence")
    with world.app.app_context():
        attendance = world.attendance("DZ05")
        assert (attendance.walk_in, attendance.arrived_at) == (True, world.now)


def test_the_worker_lists_the_walk_in_like_everybody_else(world: DayWorld, organizer: Visitor) -> None:
    organizer.visit("/organizers/day/walk-ins/new")
    organizer.submit("/walk-ins/new", **ANSWERS)
    with world.app.app_context():
        assert db.session.scalar(sa.select(Job.id).where(Job.kind == "matching.refresh")) is not None
