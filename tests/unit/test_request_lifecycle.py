"""The table of a request's states, cell by cell."""

from __future__ import annotations

import pytest

from matchmaking.errors import TransitionError
from matchmaking.introductions.requests.lifecycle import RequestAction, RequestStatus, next_status

P, INTR, D, W, C = (
    RequestStatus.PENDING,
    RequestStatus.INTRODUCED,
    RequestStatus.DECLINED,
    RequestStatus.WITHDRAWN,
    RequestStatus.CLOSED,
)
NO = None
# From each state: introduce, decline, withdraw, close, undo.
TABLE: dict[RequestStatus, tuple[RequestStatus | None, ...]] = {
    P: (INTR, D, W, C, NO),
    INTR: (NO, NO, W, NO, P),
    D: (NO, NO, W, NO, P),
    W: (NO, NO, NO, NO, NO),
    C: (NO, NO, NO, NO, NO),
}
CELLS = [
    (status, action, after) for status, row in TABLE.items() for action, after in zip(RequestAction, row, strict=True)
]


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(RequestStatus)


@pytest.mark.parametrize(("status", "action", "after"), CELLS)
def test_each_cell(status: RequestStatus, action: RequestAction, after: RequestStatus | None) -> None:
    if after is not None:
        assert next_status(status, action) is after
        return
    with pytest.raises(TransitionError):
        next_status(status, action)
