"""An introduction that one side declined follows the same memory: its pair comes back, or never does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaking.errors import TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import operations, queries
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.matching import queries as pairs
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import DeclineReason
from matchmaking.profiles.queries import get_by_key
from tests.introductions.world import ORGANIZER, World
from tests.matching_samples import fr
from tests.visitor import Visitor


def days_pass(world: World, days: int) -> None:
    """The worker does what has fallen due."""
    world.later(timedelta(days=days))
    world.deliver()


def standing(world: World) -> tuple[IntroductionStatus, PairStatus, bool]:
    """The introduction's state, the pair's, and whether the pair came back."""
    with world.app.app_context():
        introduction = world.introduction()
        review = pairs.find_review(introduction.ml_profile, introduction.dz_profile)
        assert review is not None
        return introduction.status, review.status, introduction.returned_at is not None


OVER = (IntroductionStatus.DECLINED, PairStatus.APPROVED, False)
BACK = (IntroductionStatus.DECLINED, PairStatus.OPEN, True)


def test_a_not_now_returns_after_90_days_and_not_after_89(asked: World) -> None:
    asked.answer("DZ", Answer.NO, reason=DeclineReason.NOT_NOW)
    days_pass(asked, 89)
    assert standing(asked) == OVER
    days_pass(asked, 1)
    assert standing(asked) == BACK


def test_a_too_vague_returns_when_the_other_s_text_changed(asked: World) -> None:
    asked.answer("DZ", Answer.NO, reason=DeclineReason.TOO_VAGUE)
    with asked.app.app_context():
        get_by_key("ML01").contact_phone = "+22366000000"
        get_by_key("DZ01").summary = "Qui décline peut écrire ce qu'il veut."
        operations.let_return(now=asked.now + timedelta(days=400))
        db.session.commit()
    assert standing(asked) == OVER
    with asked.app.app_context():
        get_by_key("ML01").opportunities[1].text = "Dix échographes pour Kayes, livrés avant juin."
        operations.let_return(now=asked.now)
        db.session.commit()
    assert standing(asked) == BACK


@pytest.mark.parametrize(
    "reason",
    [DeclineReason.COMPETITOR, DeclineReason.ALREADY_IN_CONTACT, DeclineReason.CONFLICT, DeclineReason.OTHER, None],
)
def test_any_other_no_never_returns(asked: World, reason: DeclineReason | None) -> None:
    asked.answer("DZ", Answer.NO, reason=reason)
    with asked.app.app_context():
        get_by_key("ML01").summary = "Tout est nouveau."
        db.session.commit()
    days_pass(asked, 3000)
    with asked.app.app_context():
        operations.let_return(now=asked.now)
        db.session.commit()
    assert standing(asked) == OVER


def test_a_no_taken_back_does_not_return(asked: World) -> None:
    asked.answer("DZ", Answer.NO, reason=DeclineReason.NOT_NOW)
    asked.answer("DZ", Answer.YES)
    days_pass(asked, 90)
    with asked.app.app_context():
        assert asked.introduction().returned_at is None
        assert asked.introduction().status is IntroductionStatus.PROPOSED


def test_after_the_return_only_a_new_introduction_asks_again(asked: World) -> None:
    asked.answer("DZ", Answer.NO, reason=DeclineReason.NOT_NOW)
    days_pass(asked, 90)
    with pytest.raises(TransitionError):
        asked.answer("DZ", Answer.YES)
    old = asked.introduction_id
    with asked.app.app_context():
        ml, dz = get_by_key("ML01"), get_by_key("DZ01")
        review = pairs.find_review(ml, dz)
        assert review is not None
        operations.approve(ml, dz, shown_version=review.version, actor=asked.user(ORGANIZER), now=asked.now)
        db.session.commit()
        live = queries.find_live(ml, dz)
        assert live is not None
        assert live.id != old
        assert queries.get_introduction(old).status is IntroductionStatus.DECLINED


def test_the_organizer_reads_that_it_came_back(asked: World) -> None:
    asked.answer("DZ", Answer.NO, reason=DeclineReason.NOT_NOW)
    days_pass(asked, 90)
    with asked.app.app_context():
        address = f"/organizers/introductions/{asked.introduction_id}"
    awa = Visitor(asked.app).sign_in(ORGANIZER)
    awa.visit(address)
    assert "de retour depuis le" in awa.text
    assert fr("The reason of the no is over: the pair may be introduced again") in awa.text
    awa.visit("/organizers/pairs/ML01/DZ01")
    assert "puis un côté a décliné" in awa.text
    assert awa.soup.select("button[formaction*='/approve']")
