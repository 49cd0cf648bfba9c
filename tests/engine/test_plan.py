"""The plan of who meets whom is the best there is, and says what it could not meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine import b_matching
from matchmaking.matching.engine.plan import Limits, Pair, Pairing, Plan, PlanError, lot, make_plan

LEFT, RIGHT = ("ML1", "ML2", "ML3"), ("DZ1", "DZ2", "DZ3")
_pair = st.tuples(st.sampled_from(LEFT), st.sampled_from(RIGHT))
# Few different scores, so that many plans are equally good and only the lot tells them apart.
_scores = st.dictionaries(_pair, st.integers(-2, 4), max_size=8)
_limits = st.builds(lambda low, more: Limits(low, low + more), st.integers(0, 2), st.integers(0, 2))


@dataclass(frozen=True)
class Wishes:
    """Everything that organizers may ask for, at once."""

    scores: dict[Pair, int]
    limits: dict[str, Limits]
    capacity: int | None
    forced: frozenset[Pair]
    forbidden: frozenset[Pair]
    taken: frozenset[Pair]

    def plan(self, order: Sequence[int] = ()) -> Plan:
        """What the product plans, its candidates given in some order."""
        candidates = [Pairing(*pair, score) for pair, score in self.scores.items()]
        if order:
            candidates = [candidates[index] for index in order]
        return make_plan(
            candidates,
            self.limits,
            capacity=self.capacity,
            forced=self.forced,
            forbidden=self.forbidden,
            taken=self.taken,
        )

    def best(self) -> set[Pair]:
        """The one best choice, found by looking at all of them."""
        scores = dict.fromkeys(self.forced, 0) | self.scores
        free = sorted(scores.keys() - self.forced - self.forbidden - self.taken)
        choices = (set(choice) | self.forced for size in range(len(free) + 1) for choice in combinations(free, size))
        return max((choice for choice in choices if self.allows(choice)), key=self.worth)

    def degrees(self, choice: set[Pair]) -> Counter[str]:
        return Counter(key for pair in (*choice, *self.taken) for key in pair)

    def allows(self, choice: set[Pair]) -> bool:
        degrees, had = self.degrees(choice), self.degrees(set())
        room = self.capacity is None or len(choice) <= max(0, self.capacity - len(self.taken))
        return room and all(degrees[key] <= max(self.limits[key].maximum, had[key]) for key in self.limits)

    def worth(self, choice: set[Pair]) -> tuple[int, int, int]:
        degrees = self.degrees(choice)
        scores = dict.fromkeys(self.forced, 0) | self.scores
        unmet = sum(max(limit.minimum - degrees[key], 0) for key, limit in self.limits.items())
        return -unmet, sum(scores[pair] for pair in choice), sum(map(lot, choice))


@st.composite
def wishes(draw: st.DrawFn) -> Wishes:
    scores = draw(_scores)
    every = list(product(LEFT, RIGHT))
    roles = draw(st.lists(st.sampled_from(["", "", "", "", "forced", "forbidden", "taken"]), min_size=9, max_size=9))
    apart = {role: frozenset(p for p, r in zip(every, roles, strict=True) if r == role) for role in set(roles)}
    limits = dict(zip((*LEFT, *RIGHT), draw(st.lists(_limits, min_size=6, max_size=6)), strict=True))
    capacity = draw(st.none() | st.integers(0, 8))
    named = {name: apart.get(name, frozenset()) for name in ("forced", "forbidden", "taken")}
    return Wishes(scores, limits, capacity, **named)


def pairs(plan: Plan) -> set[Pair]:
    return {(pair.left_key, pair.right_key) for pair in plan.pairs}


@settings(max_examples=150, deadline=None)
@given(wishes())
def test_no_other_choice_is_better_and_equal_ones_are_told_apart_by_lot(asked: Wishes) -> None:
    try:
        plan = asked.plan()
    except PlanError:
        assume(False)
    assert pairs(plan) == asked.best()
    assert plan.total == sum(asked.scores.get(pair, 0) for pair in pairs(plan))
    degrees = asked.degrees(pairs(plan))
    assert {share.key: share.meetings for share in plan.shares} == {key: degrees[key] for key in asked.limits}
    if asked.capacity is None:
        assert not any(share.free for share in plan.shortfalls), "only a spent capacity leaves a free partner unused"
    assert {share.key for share in plan.shortfalls} == {
        key for key, limit in asked.limits.items() if degrees[key] < limit.minimum
    }


@settings(max_examples=150, deadline=None)
@given(wishes())
def test_wishes_are_refused_only_where_they_contradict_a_limit(asked: Wishes) -> None:
    possible = (
        not asked.forced & asked.taken
        and asked.allows(set(asked.forced))
        and all(
            asked.degrees(set(asked.forced))[key] <= asked.limits[key].maximum
            for key in {key for pair in asked.forced for key in pair}
        )
    )
    with nullcontext() if possible else pytest.raises(PlanError):
        asked.plan()


@settings(max_examples=40, deadline=None)
@given(wishes(), st.permutations(range(8)))
def test_the_order_of_the_candidates_decides_nothing(asked: Wishes, order: list[int]) -> None:
    try:
        plan = asked.plan()
    except PlanError:
        assume(False)
    assert asked.plan([index for index in order if index < len(asked.scores)]) == plan


def test_where_all_scores_are_equal_there_is_still_one_plan_and_no_alphabet_in_it() -> None:
    candidates = [Pairing(f"ML{left:02d}", f"DZ{right:02d}", 0.5) for left in range(12) for right in range(12)]
    plans = {
        make_plan(ordered, {}, default=Limits(1, 1), capacity=8).pairs
        for ordered in (candidates, candidates[::-1], sorted(candidates, key=lambda pair: pair.right_key))
    }
    (chosen,) = plans
    assert len(chosen) == 8
    assert {pair.left_key for pair in chosen} != {f"ML{left:02d}" for left in range(8)}


def test_another_solver_makes_the_same_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [(f"ML{left:02d}", f"DZ{(left * step + step) % 40:02d}") for left in range(40) for step in range(1, 10)]
    candidates = [Pairing(*pair, 0.1 * (len(pair[0] + pair[1]) + lot(pair) % 3)) for pair in keys]
    plans = []
    for method in ("highs-ipm", "highs-ds"):
        monkeypatch.setattr(b_matching, "_METHODS", (method,))
        plans.append(make_plan(candidates, {}, default=Limits(2, 4), capacity=90))
    assert len(plans[0].pairs) == 90
    assert plans[0] == plans[1]


def test_scores_that_differ_in_the_ninth_decimal_still_decide() -> None:
    better, worse = 0.500000002, 0.5
    for winner in ("DZ1", "DZ2"):
        scores = {"DZ1": worse, "DZ2": worse, winner: better}
        plan = make_plan([Pairing("ML1", key, score) for key, score in scores.items()], {}, default=Limits(0, 1))
        assert pairs(plan) == {("ML1", winner)}


def test_an_unmet_minimum_is_told_with_its_arithmetic() -> None:
    plan = make_plan(
        [Pairing("ML1", "DZ1", 0.4), Pairing("ML2", "DZ1", 0.3)],
        {"ML2": Limits(1, 3), "DZ1": Limits(0, 1), "ML1": Limits(1, 1)},
    )

    assert len(plan.pairs) == 1
    (short,) = plan.shortfalls
    assert (short.limits.minimum, short.meetings, short.candidates, short.full) == (1, 0, 1, 1)


def test_who_meets_already_counts_towards_the_limits_and_is_not_planned_again() -> None:
    candidates = [Pairing("ML1", "DZ1", 0.9), Pairing("ML1", "DZ2", 0.8), Pairing("ML2", "DZ1", 0.7)]

    plan = make_plan(candidates, {}, default=Limits(1, 1), taken=[("ML1", "DZ1")])

    assert plan.pairs == ()
    assert {share.key: (share.taken, share.is_short) for share in plan.shares} == {
        "DZ1": (1, False),
        "DZ2": (0, True),
        "ML1": (1, False),
        "ML2": (0, True),
    }


def test_wishes_are_kept_or_refused_by_name() -> None:
    candidates = [Pairing("ML1", "DZ1", 0.9), Pairing("ML1", "DZ2", 0.8)]

    plan = make_plan(candidates, {}, default=Limits(0, 1), forced=[("ML2", "DZ1")], forbidden=[("ML1", "DZ2")])

    assert pairs(plan) == {("ML2", "DZ1")}
    assert plan.alternates["ML1"] == (Pairing("ML1", "DZ1", 0.9),)
    with pytest.raises(PlanError, match="ML1"):
        make_plan(candidates, {}, forced=[("ML1", "DZ1")], forbidden=[("ML1", "DZ1")])
    with pytest.raises(PlanError, match="DZ1"):
        make_plan(candidates, {"DZ1": Limits(0, 1)}, forced=[("ML1", "DZ1"), ("ML2", "DZ1")])
    with pytest.raises(PlanError, match="nan"):
        make_plan([Pairing("ML1", "DZ1", float("nan"))], {})


def test_alternates_prefer_a_partner_with_a_free_place() -> None:
    candidates = [
        Pairing("ML1", "DZ1", 0.9),
        Pairing("ML1", "DZ2", 0.5),
        Pairing("ML1", "DZ3", 0.4),
        Pairing("ML2", "DZ2", 0.8),
    ]

    plan = make_plan(candidates, {"ML1": Limits(0, 1), "DZ2": Limits(0, 1)})

    assert pairs(plan) == {("ML1", "DZ1"), ("ML2", "DZ2")}
    assert [pair.right_key for pair in plan.alternates["ML1"]] == ["DZ3", "DZ2"]


def test_nobody_to_plan_is_an_empty_plan() -> None:
    plan = make_plan([], {"ML1": Limits(1, 2)})

    assert plan.pairs == ()
    assert [short.key for short in plan.shortfalls] == ["ML1"]
