"""The action's transition table cell by cell."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from matchmaking.errors import TransitionError
from matchmaking.followup.lifecycle import ActionStatus, ActionStep, is_late, next_status, steps_from

S, A = ActionStatus, ActionStep
TABLE = {
    S.PROPOSED: {A.ACCEPT: S.ACCEPTED, A.DECLINE: S.DECLINED, A.PROPOSE: S.PROPOSED, A.DROP: S.DROPPED},
    S.ACCEPTED: {A.START: S.UNDER_WAY, A.BLOCK: S.BLOCKED, A.FINISH: S.DONE, A.PROPOSE: S.PROPOSED, A.DROP: S.DROPPED},
    S.UNDER_WAY: {A.FINISH: S.DONE, A.BLOCK: S.BLOCKED, A.PROPOSE: S.PROPOSED, A.DROP: S.DROPPED},
    S.BLOCKED: {A.RESUME: S.UNDER_WAY, A.PROPOSE: S.PROPOSED, A.DROP: S.DROPPED},
    S.DONE: {A.REOPEN: S.UNDER_WAY},
    S.DECLINED: {A.PROPOSE: S.PROPOSED, A.DROP: S.DROPPED},
    S.DROPPED: {A.PROPOSE: S.PROPOSED},
}


@pytest.mark.parametrize(("status", "step"), list(itertools.product(S, A)))
def test_every_cell(status: ActionStatus, step: ActionStep) -> None:
    expected = TABLE[status].get(step)
    if expected is None:
        with pytest.raises(TransitionError):
            next_status(status, step)
    else:
        assert next_status(status, step) is expected
    assert (step in steps_from(status)) is (expected is not None and step is not A.PROPOSE)


@pytest.mark.parametrize("status", list(S))
def test_only_what_is_still_expected_is_late(status: ActionStatus) -> None:
    due, after = date(2026, 12, 1), date(2026, 12, 2)
    assert is_late(status, due, after) is (status in {S.PROPOSED, S.ACCEPTED, S.UNDER_WAY, S.BLOCKED})
    assert not is_late(status, due, due), "the day itself is still in time"
    assert not is_late(status, None, after)
