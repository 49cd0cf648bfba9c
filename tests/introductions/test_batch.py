"""An organizer ticks pairs in the queue, approves them together, and takes the lot back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from tests.introductions.world import ORGANIZER, World
from tests.visitor import Visitor

APPROVE = "/organizers/suggestions/approve"
QUEUE = "/organizers/suggestions"


@pytest.fixture
def awa(world: World) -> Visitor:
    """The organizer, with the queue's token at hand."""
    visitor = Visitor(world.app).sign_in(ORGANIZER)
    visitor.visit(QUEUE)
    return visitor


def post(visitor: Visitor, value: str | None, *, status: int = 200) -> None:
    """Post what the queue's boxes would, and show the page that answers."""
    token = visitor.soup.find("input", attrs={"name": "csrf_token"})
    assert token is not None
    sent = {"csrf_token": token["value"]} | ({"pair": value} if value else {})
    answer = visitor.client.post(APPROVE, data=sent)
    if status != 200:
        assert answer.status_code == status
        return
    assert answer.status_code == 303
    visitor.visit(answer.headers["Location"])


def statuses(world: World) -> list[IntroductionStatus]:
    with world.app.app_context():
        return list(db.session.scalars(sa.select(Introduction.status).order_by(Introduction.id)))


def test_ticked_pairs_are_approved_and_taken_back_together(world: World, awa: Visitor) -> None:
    post(awa, "ML01/DZ01/0")
    assert statuses(world) == [IntroductionStatus.PROPOSED]
    awa.submit("/organizers/suggestions/undo")
    assert statuses(world) == [IntroductionStatus.CANCELLED]


def test_a_pair_decided_since_is_left_and_named(world: World, awa: Visitor) -> None:
    world.approve()
    post(awa, "ML01/DZ01/0")
    assert "Restent en l’état : KeneyaLink – NabdCare" in awa.text
    assert statuses(world) == [IntroductionStatus.PROPOSED]


def test_nothing_ticked_is_said(world: World, awa: Visitor) -> None:
    post(awa, None)
    assert "Aucune paire n’est cochée." in awa.text


@pytest.mark.parametrize("value", ["ML01/DZ01", "ML01/DZ01/x", "ML01"])
def test_what_no_page_sends_is_refused(world: World, awa: Visitor, value: str) -> None:
    post(awa, value, status=400)
    assert statuses(world) == []
