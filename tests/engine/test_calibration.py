"""Words for scores against judgements worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.matching.engine import Parameters, Strength, Suggestion
from matchmaking.matching.engine.calibration import (
    PLAUSIBLE_SHARE,
    STRONG_SHARE,
    calibrate,
    proposed_thresholds,
    wilson_interval,
)

PARAMETERS = Parameters(strong=0.3, good=0.2, plausible=0.1)


def suggestion(left: str, right: str, score: float) -> Suggestion:
    return Suggestion(left, right, score, 0.0, 0.0, 0.0, 0.0, 0.0, 1, 1)


def test_each_word_is_counted_against_the_grades() -> None:
    suggested = [suggestion("ML01", "DZ01", 0.4), suggestion("ML01", "DZ02", 0.35), suggestion("ML02", "DZ02", 0.15)]
    grades = {("ML01", "DZ01"): 3.0, ("ML02", "DZ02"): 2.0}

    found = calibrate(suggested, grades, ["ML01", "ML02", "DZ01", "DZ02"], PARAMETERS)

    assert [(band.word, band.pairs, band.good) for band in found.bands] == [
        (Strength.STRONG, 2, 1),
        (Strength.GOOD, 0, 0),
        (Strength.PLAUSIBLE, 1, 1),
        (Strength.WEAK, 0, 0),
    ]


def test_profiles_without_a_pair_worth_showing_are_named() -> None:
    suggested = [suggestion("ML01", "DZ01", 0.4), suggestion("ML02", "DZ02", 0.05)]
    grades = {("ML01", "DZ01"): 3.0, ("ML03", "DZ01"): 2.0}

    found = calibrate(suggested, grades, ["ML01", "ML02", "ML03", "DZ01", "DZ02"], PARAMETERS)

    assert found.without == ("DZ02", "ML02", "ML03")
    assert found.rightly == 2  # for ML03 the judges found one


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"), [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (0, 0, 0.0, 1.0)]
)
def test_the_interval_of_a_share_is_wilsons(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=0.001)


JUDGED = st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), max_size=80, unique_by=lambda pair: pair[0])


@given(JUDGED)
def test_proposed_words_are_deserved_and_in_order(judged: list[tuple[float, bool]]) -> None:
    found = proposed_thresholds(judged)

    words = [word for word in (Strength.STRONG, Strength.GOOD, Strength.PLAUSIBLE) if word in found]
    assert [found[word] for word in words] == sorted((found[word] for word in words), reverse=True)
    if Strength.STRONG in found:
        assert _share(judged, found[Strength.STRONG], 1.1) >= STRONG_SHARE
    if Strength.PLAUSIBLE in found and found[Strength.PLAUSIBLE] < found[Strength.GOOD]:
        assert _share(judged, found[Strength.PLAUSIBLE], found[Strength.GOOD]) >= PLAUSIBLE_SHARE


def _share(judged: list[tuple[float, bool]], least: float, below: float) -> float:
    inside = [good for score, good in judged if least <= score < below]
    return sum(inside) / len(inside)


def test_one_lucky_pair_moves_no_threshold() -> None:
    good = [(0.9 - number / 100, True) for number in range(20)]
    bad = [(0.5 - number / 100, False) for number in range(20)]

    assert proposed_thresholds([*good, *bad, (0.01, True)]) == proposed_thresholds([*good, *bad])
    assert proposed_thresholds([*good, *bad])[Strength.STRONG] == pytest.approx(0.71)
