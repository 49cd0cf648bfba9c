"""The review of a pair, cell by cell: what is not in this table is refused."""

from __future__ import annotations

from itertools import product

import pytest

from matchmaking.errors import TransitionError
from matchmaking.matching.lifecycle import PairAction, PairStatus, next_status

EXPECTED = {
    ("open", "approve"): "approved",
    ("open", "dismiss"): "dismissed",
    ("approved", "reopen"): "open",
    ("dismissed", "reopen"): "open",
    ("dismissed", "return"): "open",
}


@pytest.mark.parametrize(("status", "action"), list(product(PairStatus, PairAction)))
def test_every_cell(status: PairStatus, action: PairAction) -> None:
    expected = EXPECTED.get((status.value, action.value))
    if expected is None:
        with pytest.raises(TransitionError):
            next_status(status, action)
    else:
        assert next_status(status, action).value == expected
