"""An organizer approves a pair on its page, takes it back in the next line, and meets a colleague who was quicker."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import PairReview
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_user
from tests.introductions.world import ALGERIAN, MALIAN, ORGANIZER, World
from tests.visitor import Visitor

PAIR = "/organizers/pairs/ML01/DZ01"


def statuses(world: World) -> list[IntroductionStatus]:
    with world.app.app_context():
        return list(db.session.scalars(sa.select(Introduction.status).order_by(Introduction.id)))


def test_approving_offers_the_undo_and_the_pair_can_be_approved_again(world: World) -> None:
    awa = Visitor(world.app).sign_in(ORGANIZER)
    for _ in range(2):
        awa.visit(PAIR)
        awa.submit("", button=f"{PAIR}/approve")
        assert "KeneyaLink et NabdCare : mise en relation approuvée." in awa.text
        awa.submit("/undo")
    assert statuses(world) == [IntroductionStatus.CANCELLED, IntroductionStatus.CANCELLED]


def test_who_comes_second_is_told_who_decided(world: World) -> None:
    with world.app.app_context():
        make_user("salif@organisation.example", role=RoleName.ORGANIZER, full_name="Salif Diarra")
        db.session.commit()
    first, second = (Visitor(world.app).sign_in(email) for email in (ORGANIZER, "salif@organisation.example"))
    first.visit(PAIR)
    second.visit(PAIR)
    first.submit("", button=f"{PAIR}/approve")
    second.submit("", button=f"{PAIR}/approve", status=409)
    assert "Awa Traoré" in second.text
    assert statuses(world) == [IntroductionStatus.PROPOSED]


def test_a_profile_that_may_not_cross_is_not_introduced(world: World) -> None:
    awa = Visitor(world.app).sign_in(ORGANIZER)
    awa.visit(PAIR)
    with world.app.app_context():
        for consent in world.user(ALGERIAN).consents:
            consent.withdrawn_at = world.now
        db.session.commit()
    awa.submit("", button=f"{PAIR}/approve")
    assert "pas visible de l’autre rive" in awa.text
    assert statuses(world) == []
    awa.visit(PAIR)
    assert "Invisible de l’autre rive en ce moment : NabdCare" in awa.text
    assert not awa.soup.find("button", attrs={"formaction": f"{PAIR}/approve"})
    with world.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(PairReview)) == 0


def test_nobody_is_introduced_to_themselves(world: World) -> None:
    awa = Visitor(world.app).sign_in(ORGANIZER)
    awa.visit(PAIR)
    with world.app.app_context():
        get_by_key("DZ01").contact_user = world.user(MALIAN)
        db.session.commit()
    awa.submit("", button=f"{PAIR}/approve")
    assert "la même personne de contact" in awa.text
    assert statuses(world) == []


def test_participants_do_not_approve(world: World) -> None:
    mariam = Visitor(world.app).sign_in(MALIAN)
    assert mariam.client.post(f"{PAIR}/approve", data={"version": "0"}).status_code == 403
    assert statuses(world) == []
