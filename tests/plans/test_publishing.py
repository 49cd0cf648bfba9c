"""A plan goes out as one step and comes back as one step; nothing that left or was answered is lost."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import PairReview
from matchmaking.outbox.models import Message
from matchmaking.plans.jobs import introduce
from matchmaking.profiles.queries import get_by_key
from tests.plans.test_drafting import BEST
from tests.plans.world import COLLEAGUE, HOLD, SCORES, World, suggest
from tests.visitor import Visitor


def statuses(world: World) -> list[str]:
    with world.app.app_context():
        return [status.value for status in db.session.scalars(sa.select(Introduction.status).order_by(Introduction.id))]


def letters(world: World) -> list[str]:
    """The states of the letters that ask."""
    with world.app.app_context():
        query = sa.select(Message.status).where(Message.kind == "introduction.proposal").order_by(Message.id)
        return [status.value for status in db.session.scalars(query)]


def publish(world: World, awa: Visitor) -> None:
    awa.submit("/publish")
    assert "Le plan est publié." in awa.text
    world.deliver()
    awa.visit(awa.path)


def test_publishing_introduces_every_pair_with_held_letters(world: World, awa: Visitor) -> None:
    publish(world, awa)
    assert statuses(world) == ["proposed"] * 4
    assert letters(world) == ["waiting"] * 8
    assert set(world.pairs().values()) == {"introduced"}
    assert "4 paires sont mises en relation." in awa.text
    world.later(HOLD)
    assert len(world.deliver()) == 8
    with world.app.app_context():
        introduction = world.introduction("ML01", "DZ01")
        assert introduction.approved_by is not None
        assert introduction.approved_by.full_name == "Awa Traoré"


def test_what_is_introduced_counts_in_the_next_plan(world: World, awa: Visitor) -> None:
    publish(world, awa)
    awa.submit("/copy")
    world.deliver()
    awa.visit(awa.path)
    assert world.pairs().keys().isdisjoint(BEST)
    assert "Déjà mises en relation" in awa.text


def test_taking_it_back_leaves_no_trace_outside(world: World, awa: Visitor) -> None:
    publish(world, awa)
    awa.submit("/undo", button="Annuler le plan")
    assert "4 mises en relation sont annulées" in awa.text
    assert statuses(world) == ["cancelled"] * 4
    world.later(2 * HOLD)
    assert world.deliver() == []
    assert "Ce plan a été annulé." in awa.text
    with world.app.app_context():
        reviews = db.session.scalars(sa.select(PairReview.status).order_by(PairReview.id)).all()
        assert {status.value for status in reviews} == {"open"}
        suggest(SCORES)  # the undo had the suggestions renewed
    awa.submit("/copy")
    world.deliver()
    assert set(world.pairs()) == BEST


def test_taken_back_before_the_worker_came_nothing_is_introduced(world: World, awa: Visitor) -> None:
    awa.submit("/publish")
    awa.submit("/undo")
    world.deliver()
    assert statuses(world) == []
    assert set(world.pairs().values()) == {"planned"}


def test_what_was_answered_or_has_left_stands_and_is_counted(world: World, awa: Visitor) -> None:
    publish(world, awa)
    world.answer("ML01", "DZ01", Answer.YES, by="ML01")
    with world.app.app_context():
        for letter in db.session.scalars(sa.select(Message).where(Message.kind == "introduction.proposal")):
            if letter.subject_ref == f"introduction:{world.introduction('ML02', 'DZ02').id}":
                letter.due_at = world.now
        db.session.commit()
    assert len(world.deliver()) == 2
    awa.submit("/undo", button="Annuler le plan")
    assert "2 mises en relation sont annulées" in awa.text
    assert "1 subsiste : un courriel était parti. 1 subsiste : quelqu’un avait répondu." in awa.text
    assert world.pairs() == {
        ("ML01", "DZ01"): "answered",
        ("ML01", "DZ02"): "taken_back",
        ("ML02", "DZ02"): "left",
        ("ML02", "DZ03"): "taken_back",
    }
    assert sorted(statuses(world)) == ["cancelled", "cancelled", "proposed", "proposed"]


def test_after_the_hold_it_cannot_be_taken_back(world: World, awa: Visitor) -> None:
    publish(world, awa)
    salif = Visitor(world.app).sign_in(COLLEAGUE)
    salif.visit(awa.path)
    world.later(HOLD + timedelta(seconds=1))
    salif.submit("/undo", button="Annuler le plan", status=409)
    awa.visit(awa.path)
    assert "/undo" not in str(awa.soup.find("main"))
    assert statuses(world) == ["proposed"] * 4


def test_who_may_not_be_introduced_any_more_is_left_out_and_said(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        for consent in world.user("dz03@example.org").consents:
            consent.withdrawn_at = world.now
        get_by_key("DZ01").contact_user = world.user("ml01@example.org")
        ids = {key: get_by_key(key).id for key in ("ML01", "DZ02")}
        decided = {"status": "dismissed", "reason": "other", "decided_at": world.now}
        db.session.add(PairReview(ml_profile_id=ids["ML01"], dz_profile_id=ids["DZ02"], **decided))
        db.session.commit()
    publish(world, awa)
    assert world.pairs() == {
        ("ML01", "DZ01"): "same_contact",
        ("ML01", "DZ02"): "decided",
        ("ML02", "DZ02"): "introduced",
        ("ML02", "DZ03"): "hidden",
    }
    assert "un profil était masqué à ce moment" in awa.text


def test_two_organizers_publish_once(world: World, awa: Visitor) -> None:
    salif = Visitor(world.app).sign_in(COLLEAGUE)
    salif.visit(awa.path)
    awa.submit("/publish")
    salif.submit("/publish", status=409)
    assert "Awa Traoré a publié ce plan" in salif.text
    world.deliver()
    assert len(statuses(world)) == 4


def test_a_worker_that_begins_again_introduces_nobody_twice(world: World, awa: Visitor) -> None:
    publish(world, awa)
    with world.app.app_context():
        introduce({"plan_id": world.plan().id})
    assert statuses(world) == [IntroductionStatus.PROPOSED.value] * 4
