"""Words and blocks for numbers a reader should not see; thresholds are parameters, calibrated on
judgements.
"""

from __future__ import annotations

from matchmaking.matching.engine.outcomes import Strength
from matchmaking.matching.engine.parameters import Parameters


def strength(score: float, parameters: Parameters) -> Strength:
    """The word for a pair's score."""
    if score >= parameters.strong:
        return Strength.STRONG
    if score >= parameters.good:
        return Strength.GOOD
    return Strength.PLAUSIBLE if score >= parameters.plausible else Strength.WEAK


def blocks(similarity: float, parameters: Parameters) -> int:
    """How many of five blocks to draw for one direction's best similarity."""
    return sum(similarity >= step for step in parameters.block_steps)


def side_strength(similarity: float, parameters: Parameters) -> Strength:
    """How well one side's need is met, in the words of `Strength`."""
    words = (
        Strength.WEAK,
        Strength.WEAK,
        Strength.PLAUSIBLE,
        Strength.GOOD,
        Strength.STRONG,
        Strength.STRONG,
    )
    return words[blocks(similarity, parameters)]


def least_plausible(parameters: Parameters) -> float:
    """The similarity from which `side_strength` no longer says weak."""
    return next(step for step in parameters.block_steps if side_strength(step, parameters) is not Strength.WEAK)
