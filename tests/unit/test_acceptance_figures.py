"""Shares, their intervals and bands, on numbers that can be checked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.acceptance.figures import Said, figures
from matchmaking.matching.engine import Strength
from matchmaking.matching.engine.calibration import wilson_interval


def said(score: float, yes: bool, strength: Strength = Strength.GOOD) -> Said:
    return Said(yes, score, strength)


def test_the_interval_is_wilson_s() -> None:
    """Values of the published formula: 8 of 10 is 0.490 to 0.943, 0 of 10 is 0 to 0.278."""
    assert wilson_interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson_interval(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)


@given(total=st.integers(1, 5000), data=st.data())
def test_the_interval_holds_the_share_and_stays_within_bounds(total: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, total))
    low, high = wilson_interval(yes, total)
    assert 0 <= low <= yes / total <= high + 1e-12
    assert high <= 1


def test_words_are_counted_by_the_strength_they_had() -> None:
    words = [said(0.3, True, Strength.STRONG), said(0.28, True, Strength.STRONG), said(0.1, False, Strength.WEAK)]
    found = figures(words, unscored=2)
    assert (found.by_strength[Strength.STRONG].yes, found.by_strength[Strength.STRONG].total) == (2, 2)
    assert found.by_strength[Strength.WEAK].share == 0
    assert found.by_strength[Strength.GOOD].share is None
    assert (found.whole.yes, found.whole.total, found.unscored) == (2, 3, 2)
    assert found.by_tenth == []  # too few to divide


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=10, max_size=60))
def test_tenths_hold_everybody_once_in_the_order_of_scores(words: list[tuple[float, bool]]) -> None:
    found = figures([said(score, yes) for score, yes in words])
    assert len(found.by_tenth) == 10
    assert sum(band.total for band in found.by_tenth) == len(words)
    assert sum(band.yes for band in found.by_tenth) == sum(yes for _score, yes in words)
    lowest = [band.lowest for band in found.by_tenth if band.lowest is not None]
    assert lowest == sorted(lowest)
