"""Who meets whom when: checked against every possible schedule on small days, and for what must always hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.meetings.solver import Arrangement, Day, Reason, Spot, Wanted, arrange, gaps, repair, waiting
from matchmaking.meetings.solver.burden import Burden
from matchmaking.meetings.solver.placing import place_near
from matchmaking.meetings.waiting import Course, waits

SLOTS = (11, 12, 13, 14)


def day(**values: object) -> Day:
    """Four slots of one day and two tables; people below 50 are on site."""
    defaults: dict[str, object] = {
        "slots": ((11, 12, 13, 14),),
        "tables": (1, 2),
        "busy": {},
        "online": frozenset(range(50, 100)),
    }
    return Day(**(defaults | values))  # type: ignore[arg-type]


def meet(key: int, left: int, right: int, **values: object) -> Wanted:
    """A meeting at a table, unless told otherwise."""
    return Wanted(key=key, people=(left, right), **({"needs_table": True} | values))  # type: ignore[arg-type]


def only(*slots: int) -> frozenset[int]:
    """Busy but in these slots."""
    return frozenset(SLOTS) - set(slots)


def assert_valid(the_day: Day, wanted: Sequence[Wanted], found: Arrangement) -> None:
    """Nobody twice at a time, no table twice, nobody while busy, everything accounted for."""
    by_key = {one.key: one for one in wanted}
    assert found.placed.keys() | found.unplaced.keys() == by_key.keys()
    assert not found.placed.keys() & found.unplaced.keys()
    at = [(person, spot.slot) for key, spot in found.placed.items() for person in by_key[key].people]
    assert len(at) == len(set(at))
    tables = [spot for spot in found.placed.values() if spot.table is not None]
    assert len(tables) == len(set(tables))
    for key, spot in found.placed.items():
        one = by_key[key]
        assert (spot.table is not None) == one.needs_table
        if spot.slot not in the_day.closed:
            assert all(the_day.is_free(person, spot.slot) for person in one.people)
            assert spot.table is None or spot.table in the_day.free_tables(spot.slot)
        if one.locked:
            assert spot == one.current
        if spot.slot in the_day.closed:
            assert spot == one.current


def every_schedule(the_day: Day, wanted: Sequence[Wanted]) -> Iterator[Mapping[int, int]]:
    """Every choice of slots that is allowed, by trying all of them."""
    for slots in product((None, *the_day.order), repeat=len(wanted)):
        chosen = {one.key: slot for one, slot in zip(wanted, slots, strict=True) if slot is not None}
        here = [(one, chosen[one.key]) for one in wanted if one.key in chosen]
        at = Counter((person, slot) for one, slot in here for person in one.people)
        used = Counter(slot for one, slot in here if one.needs_table)
        if (
            all(number == 1 for number in at.values())
            and all(the_day.is_free(person, slot) for person, slot in at)
            and all(number <= len(the_day.free_tables(slot)) for slot, number in used.items())
            and not any(slot in the_day.closed for slot in chosen.values())
        ):
            yield chosen


def weight(wanted: Sequence[Wanted], keys: object) -> int:
    """What the meetings of these keys weigh together."""
    return sum(one.weight for one in wanted if one.key in keys)  # type: ignore[operator]


PEOPLE = st.tuples(st.integers(1, 3), st.integers(50, 52))
BUSY = st.dictionaries(
    st.sampled_from((1, 2, 3, 50, 51, 52)), st.frozensets(st.sampled_from(SLOTS), max_size=3), max_size=4
)


@st.composite
def small_days(draw: st.DrawFn) -> tuple[Day, list[Wanted]]:
    """Up to five meetings of up to six people."""
    pairs = draw(st.lists(PEOPLE, min_size=1, max_size=5, unique=True))
    wanted = [
        meet(key, *people, needs_table=draw(st.booleans()), weight=draw(st.sampled_from((40, 100))))
        for key, people in enumerate(pairs, start=1)
    ]
    return day(busy=draw(BUSY), tables=draw(st.sampled_from(((1,), (1, 2))))), wanted


@given(small_days())
@settings(max_examples=60, deadline=None)
def test_no_schedule_places_more_and_none_that_places_as_much_has_less_waiting(case: tuple[Day, list[Wanted]]) -> None:
    the_day, wanted = case
    found = arrange(the_day, wanted)
    assert_valid(the_day, wanted, found)
    assert found.optimal
    schedules = list(every_schedule(the_day, wanted))
    most = max(weight(wanted, chosen) for chosen in schedules)
    assert weight(wanted, found.placed) == most
    placed = [one for one in wanted if one.key in found.placed]
    burden = Burden(the_day, placed)
    least = min(burden.cost(chosen) for chosen in schedules if chosen.keys() == found.placed.keys())
    assert burden.cost(found.slots) == pytest.approx(least)


@given(small_days(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_repair_moves_as_few_as_any_schedule_that_places_as_much(
    case: tuple[Day, list[Wanted]], data: st.DataObject
) -> None:
    the_day, wanted = case
    before = arrange(the_day, wanted)
    standing = [replace(one, current=before.placed.get(one.key)) for one in wanted]
    gone = data.draw(st.sampled_from(wanted)).people[0]
    late = meet(99, data.draw(st.integers(1, 3)), 53)
    changed = replace(the_day, busy={**the_day.busy, gone: data.draw(st.frozensets(st.sampled_from(SLOTS)))})
    now = [*standing, late]
    found = repair(changed, now)
    assert_valid(changed, now, found)

    def moves(slots: Mapping[int, int]) -> int:
        return sum(one.current is not None and slots.get(one.key, one.current.slot) != one.current.slot for one in now)

    schedules = list(every_schedule(changed, now))
    most = max(weight(now, chosen) for chosen in schedules)
    assert weight(now, found.placed) == most
    assert moves(found.slots) == min(moves(chosen) for chosen in schedules if weight(now, chosen) == most)


@given(small_days(), st.data())
@settings(max_examples=60, deadline=None)
def test_what_a_repair_adds_or_displaces_waits_as_little_as_it_can(
    case: tuple[Day, list[Wanted]], data: st.DataObject
) -> None:
    the_day, wanted = case
    before = arrange(the_day, wanted)
    new = data.draw(st.sets(st.sampled_from([one.key for one in wanted])))
    now = [one if one.key in new else replace(one, current=before.placed.get(one.key)) for one in wanted]
    gone = data.draw(st.sampled_from(wanted)).people[0]
    changed = replace(the_day, busy={**the_day.busy, gone: data.draw(st.frozensets(st.sampled_from(SLOTS)))})
    found = repair(changed, now)
    assert_valid(changed, now, found)
    staying = {
        one.key: one.current.slot
        for one in now
        if one.current is not None and found.slots.get(one.key) == one.current.slot
    }
    burden = Burden(changed, [one for one in now if one.key in found.placed])
    others = [
        chosen
        for chosen in every_schedule(changed, now)
        if chosen.keys() == found.placed.keys() and staying.items() <= chosen.items()
    ]
    assert burden.cost(found.slots) == pytest.approx(min(burden.cost(chosen) for chosen in others))


@given(
    st.sampled_from((((11, 12, 13, 14),), ((11, 12), (13, 14)), ((11, -1, 12), (13, 14)))),
    st.frozensets(st.sampled_from(SLOTS), min_size=1),
    st.frozensets(st.sampled_from(SLOTS)),
)
def test_pages_and_solver_mean_the_same_by_waiting(course: Course, taken: frozenset[int], busy: frozenset[int]) -> None:
    the_day = day(slots=course, busy={1: busy})
    met = [meet(slot, 1, 40 + slot, current=Spot(slot, 1)) for slot in sorted(taken)]
    burden = Burden(the_day, met)
    slots = {one.key: one.key for one in met}
    assert burden.wait(1, burden.masks(slots)[1]) == gaps(the_day, met, slots)[1] == waits(course, taken, busy)


def test_a_hole_is_waited_through_and_nobody_meets_in_it() -> None:
    course = ((11, -1, 12, 13),)
    the_day = day(slots=course, closed=frozenset({-1}), tables=(1,))
    found = arrange(the_day, [meet(1, 1, 50), meet(2, 1, 51)])
    assert set(found.slots.values()) == {12, 13}


def test_the_night_between_two_days_is_no_waiting() -> None:
    two_days = day(slots=((11, 12), (13, 14)), busy={50: only(11), 51: only(14)})
    found = arrange(two_days, [meet(1, 1, 50), meet(2, 1, 51)])
    assert gaps(two_days, [meet(1, 1, 50), meet(2, 1, 51)], found.slots)[1] == 0


def test_two_new_meetings_of_one_organisation_follow_one_another() -> None:
    the_day = day(slots=(tuple(range(11, 17)),), tables=(1,), busy={50: frozenset({11, 13, 14, 15})})
    standing = [meet(key, key + 10, key + 60, current=Spot(slot, 1)) for key, slot in enumerate((12, 14), start=1)]
    found = repair(the_day, [*standing, meet(8, 1, 50), meet(9, 1, 51)])
    assert found.slots[8] == 16
    assert found.slots[9] == 15


def test_a_displaced_meeting_comes_back_beside_the_others_of_its_people() -> None:
    the_day = day(slots=(tuple(range(11, 19)),), tables=(1, 2, 3), busy={52: frozenset({16})})
    standing = [meet(key, 1, 49 + key, current=Spot(slot, 1)) for key, slot in enumerate((12, 13, 16), start=1)]
    found = repair(the_day, standing)
    assert found.slots == {1: 12, 2: 13, 3: found.slots[3]}
    assert found.slots[3] in (11, 14)


def test_a_great_repair_moves_as_few_in_the_time_and_leaves_fewer_waiting_than_placing_alone() -> None:
    the_day, wanted = large_day(300)
    before = arrange(the_day, wanted, seconds=4)
    absent = dict.fromkeys(range(5, 60, 6), frozenset(the_day.order[:4]))
    changed = replace(
        the_day, busy={person: slots | absent.get(person, frozenset()) for person, slots in the_day.busy.items()}
    )
    now = [one if one.key % 10 == 0 else replace(one, current=before.placed.get(one.key)) for one in wanted]
    began = monotonic()
    found = repair(changed, now)
    assert monotonic() - began < 20
    assert_valid(changed, now, found)
    near = place_near(changed, now, {}, seconds=16).slots

    def moved(slots: Mapping[int, int]) -> int:
        return sum(one.current is not None and slots.get(one.key) not in (None, one.current.slot) for one in now)

    assert moved(found.slots) <= moved(near)
    assert sum(gaps(changed, now, found.slots).values()) < sum(gaps(changed, now, near).values())


def test_one_withdrawal_moves_nobody_else() -> None:
    the_day, wanted = large_day(60, people=60)
    before = arrange(the_day, wanted, seconds=2)
    left = [replace(one, current=before.placed[one.key]) for one in wanted if 3 not in one.people]
    found = repair(the_day, left)
    assert found.placed == {one.key: one.current for one in left}


def test_what_stays_keeps_its_table_too() -> None:
    standing = [meet(1, 1, 50, current=Spot(12, 2)), meet(2, 2, 51, current=Spot(12, 1))]
    found = repair(day(), [*standing, meet(3, 3, 52)])
    assert [found.placed[1], found.placed[2]] == [Spot(12, 2), Spot(12, 1)]


def test_a_broken_table_moves_its_meeting_to_another_table_of_the_same_slot() -> None:
    found = repair(day(taken=frozenset({Spot(12, 2)})), [meet(1, 1, 50, current=Spot(12, 2))])
    assert found.placed == {1: Spot(12, 1)}


@given(small_days())
@settings(max_examples=40, deadline=None)
def test_locked_meetings_stay_where_they_are(case: tuple[Day, list[Wanted]]) -> None:
    the_day, wanted = case
    before = arrange(the_day, wanted)
    held = [replace(one, current=before.placed[one.key], locked=True) for one in wanted if one.key in before.placed]
    late = meet(99, 4, 53)
    found = arrange(the_day, [*held, late])
    assert_valid(the_day, [*held, late], found)
    assert all(found.placed[one.key] == one.current for one in held)


def test_two_locked_at_one_table_are_said_to_clash() -> None:
    wanted = [meet(key, key, 50 + key, current=Spot(11, 1), locked=True) for key in (1, 2)]
    found = arrange(day(), wanted)
    assert found.placed == {1: Spot(11, 1)}
    assert found.unplaced == {2: Reason.LOCKED_CLASH}


def test_what_is_over_stays_and_nothing_new_comes_there() -> None:
    over = meet(1, 1, 50, current=Spot(11, 1))
    found = repair(day(closed=frozenset({11}), busy={1: frozenset({11})}), [over, meet(2, 2, 51)])
    assert found.placed[1] == Spot(11, 1)
    assert found.placed[2].slot != 11


@pytest.mark.parametrize(
    ("the_day", "wanted", "reason"),
    [
        (day(busy={1: only(11), 50: only(12)}), [meet(1, 1, 50)], Reason.NO_COMMON_SLOT),
        (day(tables=()), [meet(1, 1, 50)], Reason.NO_TABLE),
        (day(busy={1: only(11)}), [meet(1, 1, 50, weight=200), meet(2, 1, 51)], Reason.PERSON_FULL),
        (
            day(busy={2: only(11, 12), 51: only(11, 13)}, tables=(1, 2, 3)),
            [meet(1, 1, 51, weight=300, current=Spot(11, 1), locked=True), meet(2, 2, 51)],
            Reason.NO_ROOM,
        ),
        (
            day(tables=(1,), busy={2: only(11), 51: only(11)}),
            [meet(1, 1, 50, current=Spot(11, 1), locked=True), meet(2, 2, 51)],
            Reason.NO_TABLE,
        ),
    ],
)
def test_what_is_not_placed_says_why(the_day: Day, wanted: list[Wanted], reason: Reason) -> None:
    assert arrange(the_day, wanted).unplaced == {max(one.key for one in wanted): reason}


def test_accepted_introductions_come_before_provisional_ones() -> None:
    wanted = [meet(1, 1, 50, weight=40), meet(2, 1, 51), meet(3, 1, 52)]
    found = arrange(day(busy={1: only(11, 12)}), wanted)
    assert found.placed.keys() == {2, 3}


def test_where_not_all_find_a_place_everybody_meets_somebody_first() -> None:
    full = [meet(key, 1, 49 + key) for key in (1, 2, 3)] + [meet(4, 2, 50), meet(5, 3, 51)]
    found = arrange(day(tables=(1,), slots=((11, 12, 13),)), full)
    met = {person for one in full if one.key in found.placed for person in one.people}
    assert {1, 2, 3} <= met


def test_one_person_of_two_organisations_is_never_at_two_tables() -> None:
    found = arrange(day(slots=((11, 12),)), [meet(1, 1, 50), meet(2, 1, 51), meet(3, 1, 52)])
    assert len(found.placed) == 2


def test_a_day_with_room_begins_with_its_first_slot() -> None:
    found = arrange(day(), [meet(1, 1, 50), meet(2, 2, 51)])
    assert set(found.slots.values()) == {11}


def test_online_meetings_need_no_table() -> None:
    found = arrange(day(tables=()), [meet(1, 60, 61, needs_table=False)])
    assert found.placed[1].table is None


def test_the_order_of_the_question_changes_nothing() -> None:
    the_day, wanted = large_day(40, people=30)
    mixed = random.Random(5).sample(wanted, len(wanted))  # noqa: S311
    assert arrange(the_day, mixed).placed == arrange(the_day, wanted).placed


def test_annealing_is_as_good_as_the_proof_on_days_that_can_be_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(4):
        the_day, wanted = large_day(16, people=10, slots=8, tables=3, busy=0.3, seed=seed)
        costs = []
        for small in (10_000, 0):
            monkeypatch.setattr(waiting, "SMALL", small)
            found = arrange(the_day, wanted, seconds=30)
            costs.append(Burden(the_day, [one for one in wanted if one.key in found.placed]).cost(found.slots))
        assert costs[1] <= costs[0] + 0.5


def test_a_full_day_is_scheduled_within_the_time_and_leaves_few_waiting() -> None:
    the_day, wanted = large_day(300)
    began = monotonic()
    found = arrange(the_day, wanted)
    assert monotonic() - began < 20
    assert_valid(the_day, wanted, found)
    assert found.optimal
    waits = gaps(the_day, wanted, found.slots)
    online = [wait for person, wait in waits.items() if person in the_day.online]
    on_site = [wait for person, wait in waits.items() if person not in the_day.online]
    assert sum(waits.values()) / len(waits) < 1
    assert abs(sum(online) / len(online) - sum(on_site) / len(on_site)) < 0.25


def test_an_empty_day_is_no_error() -> None:
    assert arrange(day(slots=()), [meet(1, 1, 50)]).unplaced == {1: Reason.NO_COMMON_SLOT}
    assert arrange(day(), []).placed == {}
    assert repair(day(), []).placed == {}


@pytest.mark.parametrize("values", [{"right": 1}, {"weight": 0}, {"locked": True}])
def test_nonsense_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="meeting 1"):
        meet(1, 1, int(str(values.pop("right", 50))), **values)


def large_day(
    meetings: int, *, people: int = 120, slots: int = 16, tables: int = 20, busy: float = 0.1, seed: int = 1
) -> tuple[Day, list[Wanted]]:
    """Some people are wanted more than others, everybody is busy now and then."""
    chance = random.Random(seed)  # noqa: S311
    half, numbers = people // 2, tuple(range(101, 101 + slots))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < meetings:
        left, right = (int(half * chance.random() ** 1.3) for _ in range(2))
        pairs.add((left, half + right))
    the_day = Day(
        slots=(numbers,),
        tables=tuple(range(1, tables + 1)),
        busy={person: frozenset(s for s in numbers if chance.random() < busy) for person in range(people)},
        online=frozenset(range(half, people)),
    )
    wanted = [
        meet(key, *pair, weight=100 if chance.random() < 0.8 else 40) for key, pair in enumerate(sorted(pairs), start=1)
    ]
    return the_day, wanted
