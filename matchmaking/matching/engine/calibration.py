"""What the words for a score are worth: among the pairs a word is said of, how many deserve it.

Judgements are grades, or the platform's own decisions turned into yes and no. Thresholds are proposed here and set
in `Parameters` by people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from matchmaking.matching.engine.evaluation import GOOD
from matchmaking.matching.engine.outcomes import Strength, Suggestion
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.strength import strength

STRONG_SHARE, PLAUSIBLE_SHARE = 0.80, 0.50
"""The least share of good pairs among those called strong, and among those called plausible."""
_Z = 1.959964  # of a 95 % interval
_FEWEST = 8  # pairs under a word before its share means anything


@dataclass(frozen=True, slots=True)
class Band:
    """The pairs one word is said of: how many, how many of them are good, and the share with its 95 % interval."""

    word: Strength
    pairs: int
    good: int
    share: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bands from strong to weak, and the profiles that keep no pair worth showing.

    Of `without` profiles, `rightly` counts those for whom the judges found no good partner either. `proposed` holds
    the thresholds that these judgements would set.
    """

    bands: tuple[Band, ...]
    without: tuple[str, ...]
    rightly: int
    proposed: Mapping[Strength, float]


def calibrate(
    suggestions: Sequence[Suggestion],
    grades: Mapping[tuple[str, str], float],
    profiles: Iterable[str],
    parameters: Parameters,
) -> Calibration:
    """The words of `parameters` against grades by (left key, right key); a pair that is not listed is 0."""
    found = [(pair.score, grades.get((pair.left_key, pair.right_key), 0.0) >= GOOD) for pair in suggestions]
    shown = [pair for pair in suggestions if strength(pair.score, parameters) is not Strength.WEAK]
    served = {key for pair in shown for key in (pair.left_key, pair.right_key)}
    without = tuple(sorted(set(profiles) - served))
    matched = {key for pair, grade in grades.items() if grade >= GOOD for key in pair}
    return Calibration(
        tuple(_band(word, [good for score, good in found if strength(score, parameters) is word]) for word in Strength),
        without,
        sum(key not in matched for key in without),
        proposed_thresholds(found),
    )


def _band(word: Strength, good: Sequence[bool]) -> Band:
    share = sum(good) / len(good) if good else 0.0
    return Band(word, len(good), sum(good), share, wilson_interval(sum(good), len(good)))


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927); (0, 1) for no trial."""
    if not trials:
        return (0.0, 1.0)
    share = successes / trials
    shrink = 1.0 + _Z**2 / trials
    middle = (share + _Z**2 / (2 * trials)) / shrink
    reach = _Z / shrink * math.sqrt(share * (1.0 - share) / trials + _Z**2 / (4 * trials**2))
    return (max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach)))


def proposed_thresholds(judged: Iterable[tuple[float, bool]]) -> dict[Strength, float]:
    """From (score, good) the least scores at which the words are still deserved.

    Pairs are pooled until the share of good ones never rises as the score falls (pool adjacent violators, Ayer and
    others 1955), and a threshold stands only where a pool ends, so that one lucky pair does not move it. What lies
    between plausible and strong is halved: the better half is called good, and the other half alone must deserve to
    be called plausible. A word that no score deserves is left out.
    """
    ordered = sorted(judged, key=lambda pair: -pair[0])
    sums = [0, *accumulate(int(good) for _, good in ordered)]
    ends = _pool_ends([good for _, good in ordered])
    found: dict[Strength, float] = {}

    def deserves(first: int, last: int, share: float) -> bool:
        return last - first >= _FEWEST and sums[last] - sums[first] >= share * (last - first)

    strong = next((end for end in reversed(ends) if deserves(0, end, STRONG_SHARE)), 0)
    if strong:
        found[Strength.STRONG] = ordered[strong - 1][0]
    for last in reversed([end for end in ends if end > strong]):
        middle = (strong + last) / 2
        half = min((end for end in (strong, *ends) if strong <= end < last), key=lambda end: abs(end - middle))
        if deserves(half, last, PLAUSIBLE_SHARE):
            found[Strength.PLAUSIBLE] = ordered[last - 1][0]
            found[Strength.GOOD] = ordered[half - 1][0] if half else found[Strength.PLAUSIBLE]
            break
    return found


def _pool_ends(values: Sequence[bool]) -> list[int]:
    """Where the pools of the nearest sequence that never rises end."""
    pools: list[tuple[int, int]] = []  # sum, count
    for value in values:
        pools.append((int(value), 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] <= pools[-1][0] * pools[-2][1]:
            total, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + count)
    return list(accumulate(count for _, count in pools))
