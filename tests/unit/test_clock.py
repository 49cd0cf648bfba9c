"""When it is next so many o'clock."""

from __future__ import annotations

import pytest

from matchmaking.clock import next_at
from tests.introductions.world import noon


@pytest.mark.parametrize(("hour", "days"), [(13, 0), (12, 1), (9, 1)])
def test_the_next_nine_o_clock_is_today_or_tomorrow(hour: int, days: int) -> None:
    now = noon()
    found = next_at(hour, now)
    assert (found.hour, (found.date() - now.date()).days) == (hour, days)
