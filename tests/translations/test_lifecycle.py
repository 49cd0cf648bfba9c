"""The table of a translation's states, cell by cell."""

from __future__ import annotations

import pytest

from matchmaking.errors import TransitionError
from matchmaking.profiles.translations.lifecycle import TranslationAction, TranslationStatus, allows, next_status

P, A, R, W, X = (
    TranslationStatus.PROPOSED,
    TranslationStatus.APPROVED,
    TranslationStatus.REFUSED,
    TranslationStatus.WITHDRAWN,
    TranslationStatus.REPLACED,
)
NO = None
# From each state: approve, refuse, correct, withdraw, replace.
TABLE: dict[TranslationStatus, tuple[TranslationStatus | None, ...]] = {
    P: (A, R, X, W, X),
    A: (NO, R, X, W, X),
    R: (A, NO, X, NO, X),
    W: (NO, NO, NO, NO, NO),
    X: (NO, NO, NO, NO, NO),
}
CELLS = [
    (status, action, after)
    for status, row in TABLE.items()
    for action, after in zip(TranslationAction, row, strict=True)
]


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(TranslationStatus)


@pytest.mark.parametrize(("status", "action", "after"), CELLS)
def test_each_cell(status: TranslationStatus, action: TranslationAction, after: TranslationStatus | None) -> None:
    assert allows(status, action) is (after is not None)
    if after is not None:
        assert next_status(status, action) is after
        return
    with pytest.raises(TransitionError):
        next_status(status, action)
