"""Weights learned from simulated decisions whose true weights are known."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaking.acceptance.learning import FEWEST, PARTS, Decided, Refused, propose

PRESENT = dict(zip(PARTS, (0.5, 0.5, 1.0, 1.0, 1.0), strict=True))
STEEP = 25.0  # log odds for one of score: near 0.2, a pair is as often approved as not


def decisions(count: int, weights: tuple[float, ...], *, seed: int) -> list[Decided]:
    """Organizers who follow a score with these weights, with the doubt of a logistic curve."""
    draw = np.random.default_rng(seed)
    parts = np.column_stack(
        [
            draw.gamma(2, 0.08, count),
            draw.gamma(2, 0.08, count),
            draw.normal(0.1, 0.06, count),
            draw.choice([0.0, 0.02, 0.04, -0.12, -0.05], count),
            -draw.gamma(3, 0.02, count),
        ]
    )
    scores = parts @ np.array(weights)
    approved = draw.random(count) < 1 / (1 + np.exp(-STEEP * (scores - np.median(scores))))
    return [Decided(bool(yes), tuple(map(float, row))) for yes, row in zip(approved, parts, strict=True)]


@pytest.mark.parametrize("truth", [(0.5, 0.5, 1.0, 1.0, 1.0), (0.5, 0.5, 2.0, 1.0, 1.0), (0.65, 0.35, 1.0, 0.5, 1.0)])
def test_the_interval_covers_the_weights_that_were_followed(truth: tuple[float, ...]) -> None:
    covered = []
    for seed in range(3):
        proposal = propose(decisions(400, truth, seed=seed), PRESENT)
        assert proposal.refusal is None
        assert proposal.decisions == 400
        for part, true in zip(PARTS, truth, strict=True):
            weight = proposal.weights[part]
            assert weight.present == PRESENT[part]
            covered.append(weight.low <= true <= weight.high)
    assert sum(covered) >= len(covered) - 2, "an interval of 95 in 100 misses now and then, not often"


def test_few_decisions_stay_nearer_to_the_present_weights_than_many() -> None:
    truth = (0.5, 0.5, 3.0, 1.0, 1.0)
    far = propose(decisions(800, truth, seed=1), PRESENT).weights["affinity"]
    near = propose(decisions(60, truth, seed=1), PRESENT).weights["affinity"]
    assert far.proposed > 2
    assert far.high - far.low < near.high - near.low


def test_the_same_decisions_give_the_same_proposal() -> None:
    words = decisions(80, (0.5, 0.5, 1.0, 1.0, 1.0), seed=3)
    assert propose(words, PRESENT) == propose(words, PRESENT)


def test_the_two_directions_keep_their_sum() -> None:
    weights = propose(decisions(300, (0.8, 0.2, 1.0, 1.0, 1.0), seed=4), PRESENT).weights
    assert weights["forward"].proposed + weights["backward"].proposed == pytest.approx(1.0, abs=1e-3)
    assert weights["forward"].proposed > weights["backward"].proposed


def test_too_few_or_only_one_outcome_or_nothing_clear_is_refused() -> None:
    words = decisions(400, (0.5, 0.5, 1.0, 1.0, 1.0), seed=5)
    assert propose(words[: FEWEST - 1], PRESENT).refusal is Refused.TOO_FEW
    assert propose([one for one in words if one.approved], PRESENT).refusal is Refused.ONE_OUTCOME
    against = [Decided(not one.approved, one.parts) for one in words]
    assert propose(against, PRESENT).refusal is Refused.UNCLEAR


def test_a_part_that_never_varies_stays_as_it_is() -> None:
    words = [
        Decided(one.approved, (*one.parts[:3], 0.0, one.parts[4]))
        for one in decisions(300, (0.5, 0.5, 1, 1, 1), seed=6)
    ]
    proposal = propose(words, PRESENT)
    assert proposal.refusal is None
    assert set(proposal.weights) == set(PARTS)
