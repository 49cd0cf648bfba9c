"""The introduction's transition table cell by cell, and what two answers amount to."""

from __future__ import annotations

import itertools

import pytest

from matchmaking.errors import TransitionError
from matchmaking.introductions.lifecycle import (
    Answer,
    IntroductionAction,
    IntroductionStatus,
    allows,
    closing_action,
    implied_status,
    next_status,
    open_to_answer,
    status_after,
)

S, A = IntroductionStatus, IntroductionAction
TABLE = {
    (S.PROPOSED, A.COMPLETE): S.ACCEPTED,
    (S.PROPOSED, A.ANSWER_NO): S.DECLINED,
    (S.PROPOSED, A.CANCEL): S.CANCELLED,
    (S.DECLINED, A.REOPEN): S.PROPOSED,
    (S.ACCEPTED, A.CANCEL): S.CANCELLED,
    (S.PROPOSED, A.CLOSE_UNANSWERED): S.NO_ANSWER,
    (S.PROPOSED, A.CLOSE_UNREACHED): S.UNREACHED,
    (S.NO_ANSWER, A.RESUME): S.PROPOSED,
    (S.UNREACHED, A.RESUME): S.PROPOSED,
    (S.DECLINED, A.MERGE): S.CANCELLED,
    (S.NO_ANSWER, A.MERGE): S.CANCELLED,
    (S.UNREACHED, A.MERGE): S.CANCELLED,
}


@pytest.mark.parametrize(("status", "action"), list(itertools.product(S, A)))
def test_every_cell(status: IntroductionStatus, action: IntroductionAction) -> None:
    expected = TABLE.get((status, action))
    assert allows(status, action) is (expected is not None)
    if expected is None:
        with pytest.raises(TransitionError):
            next_status(status, action)
    else:
        assert next_status(status, action) is expected


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ((True,), A.CLOSE_UNANSWERED),
        ((False,), A.CLOSE_UNREACHED),
        ((True, False), A.CLOSE_UNANSWERED),
        ((False, False), A.CLOSE_UNREACHED),
    ],
)
def test_no_answer_is_kept_apart_from_could_not_be_reached(
    reached: tuple[bool, ...], expected: IntroductionAction
) -> None:
    assert closing_action(reached) is expected


@pytest.mark.parametrize(("first", "second"), list(itertools.product(Answer, Answer)))
def test_two_answers_amount_to_one_state(first: Answer, second: Answer) -> None:
    implied = implied_status(first, second)
    assert implied is implied_status(second, first)
    assert (implied is S.ACCEPTED) == (first is second is Answer.YES)
    assert (implied is S.DECLINED) == (Answer.NO in (first, second))


@pytest.mark.parametrize("status", [S.ACCEPTED, S.CANCELLED, S.NO_ANSWER, S.UNREACHED])
def test_no_answer_leads_out_of_what_is_over(status: IntroductionStatus) -> None:
    for first, second in itertools.product(Answer, Answer):
        if implied_status(first, second) is not status:
            with pytest.raises(TransitionError):
                status_after(status, first, second)


@pytest.mark.parametrize(
    ("status", "own", "other", "expected"),
    [
        (S.PROPOSED, Answer.PENDING, Answer.PENDING, True),
        (S.PROPOSED, Answer.YES, Answer.PENDING, True),  # may still change it
        (S.PROPOSED, Answer.PENDING, Answer.YES, True),
        (S.DECLINED, Answer.NO, Answer.PENDING, True),  # may take the no back
        (S.DECLINED, Answer.PENDING, Answer.NO, False),  # the other one closed it
        (S.DECLINED, Answer.NO, Answer.YES, False),  # the other one has answered
        (S.DECLINED, Answer.YES, Answer.NO, False),
        (S.ACCEPTED, Answer.YES, Answer.YES, False),
        (S.CANCELLED, Answer.PENDING, Answer.PENDING, False),
        (S.NO_ANSWER, Answer.PENDING, Answer.YES, False),  # an organizer opens it again first
        (S.UNREACHED, Answer.PENDING, Answer.PENDING, False),
    ],
)
def test_an_answer_may_be_given_or_changed_until_the_other_side_has_answered(
    status: IntroductionStatus, own: Answer, other: Answer, expected: bool
) -> None:
    assert open_to_answer(status, own, other) is expected
