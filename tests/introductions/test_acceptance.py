"""Answers to introductions stand in « what your decisions say », with the score of the approval."""

from __future__ import annotations

from matchmaking.acceptance import queries
from matchmaking.acceptance.figures import Band
from matchmaking.introductions.lifecycle import Answer
from tests.introductions.world import HOLD, World
from tests.matching_samples import run_now


def answers(world: World) -> Band:
    """The figures of all answers."""
    with world.app.app_context():
        return queries.acceptance().answers.whole


def test_answers_count_with_the_score_of_the_approval(world: World) -> None:
    with world.app.app_context():
        run_now()
    world.approve()
    world.later(HOLD)
    assert answers(world).total == 0
    world.answer("DZ", Answer.YES)
    world.answer("ML", Answer.NO)
    assert (answers(world).yes, answers(world).total) == (1, 2)
    with world.app.app_context():
        organizers = queries.acceptance().organizers.whole
        assert (organizers.yes, organizers.total) == (1, 1)


def test_an_approval_taken_back_does_not_count_nor_do_its_answers(world: World) -> None:
    with world.app.app_context():
        run_now()
    world.approve()
    world.later(HOLD)
    world.answer("DZ", Answer.YES)
    assert answers(world).total == 1
    world.undo()
    assert answers(world).total == 0
    with world.app.app_context():
        assert queries.acceptance().organizers.whole.total == 0


def test_an_answer_told_by_phone_counts_when_its_hold_time_is_over(world: World) -> None:
    with world.app.app_context():
        run_now()
    world.approve()
    world.later(HOLD)
    world.tell("DZ", Answer.YES)
    assert answers(world).total == 0
    world.later(HOLD)
    world.deliver()
    assert answers(world).total == 1
