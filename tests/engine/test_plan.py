"""The plan of who meets whom is the best there is, and says what it could not meet."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine.plan import Limits, Pairing, PlanError, make_plan

_pairs = st.dictionaries(
    st.tuples(st.sampled_from(("ML1", "ML2", "ML3")), st.sampled_from(("DZ1", "DZ2", "DZ3"))),
    st.integers(-2, 9),
    max_size=7,
)
_limits = st.builds(lambda low, more: Limits(low, low + more), st.integers(0, 2), st.integers(0, 2))


def worth(chosen: tuple[tuple[str, str], ...], scores: dict[tuple[str, str], int], limits: dict[str, Limits]) -> tuple:  # type: ignore[type-arg]
    """(unmet meetings, total score) of a choice; None if it breaks a maximum."""
    degrees = {key: sum(key in pair for pair in chosen) for key in limits}
    if any(degrees[key] > limits[key].maximum for key in limits):
        return ()
    return (-sum(max(limits[key].minimum - degrees[key], 0) for key in limits), sum(scores[pair] for pair in chosen))


@settings(max_examples=80, deadline=None)
@given(_pairs, st.lists(_limits, min_size=6, max_size=6), st.integers(0, 7))
def test_no_other_choice_is_better(scores: dict[tuple[str, str], int], limits: list[Limits], capacity: int) -> None:
    bounds = dict(zip(("ML1", "ML2", "ML3", "DZ1", "DZ2", "DZ3"), limits, strict=True))
    choices = [
        choice for size in range(min(len(scores), capacity) + 1) for choice in combinations(sorted(scores), size)
    ]
    best = max(found for choice in choices if (found := worth(choice, scores, bounds)))

    plan = make_plan([Pairing(*pair, score) for pair, score in scores.items()], bounds, capacity=capacity)

    chosen = tuple((pair.left_key, pair.right_key) for pair in plan.pairs)
    assert len(chosen) <= capacity
    assert worth(chosen, scores, bounds) == best


def test_an_unmet_minimum_is_told_with_its_arithmetic() -> None:
    plan = make_plan(
        [Pairing("ML1", "DZ1", 0.4), Pairing("ML2", "DZ1", 0.3)],
        {"ML2": Limits(1, 3), "DZ1": Limits(0, 1), "ML1": Limits(1, 1)},
    )

    assert len(plan.pairs) == 1
    (short,) = plan.shortfalls
    assert (short.minimum, short.planned, short.candidates, short.full) == (1, 0, 1, 1)


def test_wishes_are_kept_or_refused_by_name() -> None:
    candidates = [Pairing("ML1", "DZ1", 0.9), Pairing("ML1", "DZ2", 0.8)]

    plan = make_plan(candidates, {}, default=Limits(0, 1), forced=[("ML2", "DZ1")], forbidden=[("ML1", "DZ2")])

    assert [(pair.left_key, pair.right_key) for pair in plan.pairs] == [("ML2", "DZ1")]
    assert plan.alternates["ML1"] == (Pairing("ML1", "DZ1", 0.9),)
    with pytest.raises(PlanError, match="ML1"):
        make_plan(candidates, {}, forced=[("ML1", "DZ1")], forbidden=[("ML1", "DZ1")])
    with pytest.raises(PlanError, match="DZ1"):
        make_plan(candidates, {"DZ1": Limits(0, 1)}, forced=[("ML1", "DZ1"), ("ML2", "DZ1")])


def test_nobody_to_plan_is_an_empty_plan() -> None:
    plan = make_plan([], {"ML1": Limits(1, 2)})

    assert plan.pairs == ()
    assert [short.key for short in plan.shortfalls] == ["ML1"]
