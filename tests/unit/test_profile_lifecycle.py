"""The states of a profile, cell by cell: what the table does not allow is refused."""

from __future__ import annotations

from itertools import product

import pytest

from matchmaking.errors import TransitionError
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus, allows, next_status

D, S, P, W, A = ProfileStatus
X = None
# Rows: from; columns: submit, publish, return, withdraw, archive, restore, merge.
TABLE = {
    D: (S, P, X, X, A, X, A),
    S: (X, P, D, W, X, X, A),
    P: (X, X, D, W, A, X, A),
    W: (S, X, X, X, A, X, A),
    A: (X, X, X, X, X, D, A),
}


@pytest.mark.parametrize(("status", "action"), list(product(ProfileStatus, ProfileAction)))
def test_each_cell(status: ProfileStatus, action: ProfileAction) -> None:
    expected = TABLE[status][list(ProfileAction).index(action)]
    assert allows(status, action) is (expected is not None)
    if expected is None:
        with pytest.raises(TransitionError):
            next_status(status, action)
    else:
        assert next_status(status, action) is expected
