"""What a run moved: which way, how far, the biggest first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.matching.moving import Place, Way, compare

PLACES = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.builds(Place, st.integers(1, 5), st.none() | st.integers(1, 5), st.just(0.5) | st.floats(0.0, 1.0)),
)


def test_each_way_is_told_and_the_biggest_move_comes_first() -> None:
    before = {
        "stays": Place(1, 1, 0.5),
        "rises": Place(4, 2, 0.3),
        "falls": Place(2, None, 0.4),
        "leaves": Place(9, 9, 0.1),
    }
    after = {
        "stays": Place(1, 1, 0.5),
        "rises": Place(1, 2, 0.6),
        "falls": Place(3, None, 0.35),
        "enters": Place(8, None, 0.2),
    }

    found = compare(before, after)

    assert [(move.pair, move.way) for move in found.moves] == [
        ("rises", Way.ROSE),
        ("falls", Way.FELL),
        ("enters", Way.ENTERED),
        ("leaves", Way.LEFT),
    ]
    assert found.counts == {"entered": 1, "left": 1, "rose": 1, "fell": 1}


def test_a_score_that_hardly_changed_in_the_same_place_is_no_move() -> None:
    assert compare({"a": Place(1, 1, 0.5)}, {"a": Place(1, 1, 0.505)}).moves == ()
    assert [m.way for m in compare({"a": Place(1, 1, 0.5)}, {"a": Place(1, 1, 0.55)}).moves] == [Way.ROSE]


@given(PLACES)
def test_nothing_moves_between_equal_states(state: dict[tuple[int, int], Place]) -> None:
    assert compare(state, dict(state)).moves == ()


@given(PLACES, PLACES)
def test_going_back_mirrors_every_move(
    before: dict[tuple[int, int], Place], after: dict[tuple[int, int], Place]
) -> None:
    mirror = {Way.ENTERED: Way.LEFT, Way.LEFT: Way.ENTERED, Way.ROSE: Way.FELL, Way.FELL: Way.ROSE}
    there, back = compare(before, after), compare(after, before)

    assert {(move.pair, mirror[move.way]) for move in there.moves} == {(move.pair, move.way) for move in back.moves}


@given(PLACES, PLACES)
def test_all_are_counted_and_only_the_first_are_kept(
    before: dict[tuple[int, int], Place], after: dict[tuple[int, int], Place]
) -> None:
    everything, some = compare(before, after), compare(before, after, kept=2)

    assert some.moves == everything.moves[:2]
    assert sum(some.counts.values()) == len(everything.moves)
