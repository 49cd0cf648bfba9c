"""When an introduction that waits reminds, alerts and ends: the table, and what holds for every date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.introductions.clocks import Delays, EventDates, Waiting, agenda
from matchmaking.introductions.weekends import KEPT, WORKED
from matchmaking.profiles.vocabulary import Country

ML, DZ = Country.MALI, Country.ALGERIA
DELAYS = Delays(
    event_reminders=(timedelta(hours=24), timedelta(hours=48)),
    event_call=timedelta(hours=72),
    reminders=(timedelta(days=3), timedelta(days=7)),
    alert=timedelta(days=10),
    close=timedelta(days=14),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2026, whose first day is a Tuesday, in UTC."""
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "moment", "expected"),
    [
        (ML, at(4, 12), at(4, 12)),  # Friday is worked in Mali
        (ML, at(5, 0), at(7, 8)),  # Saturday midnight: Monday morning
        (ML, at(6, 23, 59), at(7, 8)),
        (ML, at(7, 0), at(7, 0)),
        (DZ, at(3, 22, 59), at(3, 22, 59)),  # 23:59 of Thursday in Algiers
        (DZ, at(3, 23), at(6, 7)),  # Friday has begun there: Sunday 08:00 in Algiers
        (DZ, at(5, 22, 59), at(6, 7)),
        (DZ, at(5, 23), at(5, 23)),  # Sunday has begun there
    ],
)
def test_what_falls_on_a_weekend_waits_for_the_first_working_morning(
    country: Country, moment: datetime, expected: datetime
) -> None:
    assert KEPT.next_working(moment, country) == expected


def test_a_moment_for_both_sides_is_nobody_s_weekend() -> None:
    assert KEPT.next_working_for_all(at(4, 12), (ML, DZ)) == at(7, 8)  # Friday there, Saturday, Sunday here
    assert KEPT.next_working_for_all(at(3, 12), (ML, DZ)) == at(3, 12)


def test_without_weekends_all_days_count_alike() -> None:
    assert WORKED.next_working_for_all(at(5, 12), (ML, DZ)) == at(5, 12)


def test_the_ordinary_clock_of_a_malian_side() -> None:
    found = agenda([Waiting(ML, at(1, 10))], DELAYS, None)
    assert found.reminders == {ML: (at(4, 10), at(8, 10))}
    assert (found.alert_at, found.calls) == (at(11, 10), {ML: at(11, 10)})
    assert (found.closes_at, found.provisional_from) == (at(15, 10), None)


def test_the_ordinary_clock_of_an_algerian_side_steps_over_friday_and_saturday() -> None:
    found = agenda([Waiting(DZ, at(1, 10))], DELAYS, None)
    assert found.reminders == {DZ: (at(6, 7), at(8, 10))}
    assert (found.alert_at, found.closes_at) == (at(13, 7), at(15, 10))


def test_two_waiting_sides_end_together_when_neither_rests() -> None:
    found = agenda([Waiting(ML, at(1, 10)), Waiting(DZ, at(1, 10))], DELAYS, None)
    assert found.alert_at == at(14, 8)  # Friday and Saturday there, Sunday here: Monday
    assert found.closes_at == at(15, 10)


def test_before_an_event_reminders_after_24_and_48_hours_then_a_call() -> None:
    event = EventDates(starts_at=at(14, 9), cutoff_at=at(11, 12))
    found = agenda([Waiting(ML, at(1, 10))], DELAYS, event)
    assert found.reminders == {ML: (at(2, 10), at(3, 10))}
    assert found.calls == {ML: at(4, 10)}
    assert (found.alert_at, found.closes_at, found.provisional_from) == (None, None, at(11, 12))


def test_two_reminders_moved_by_one_weekend_do_not_leave_together() -> None:
    event = EventDates(starts_at=at(14, 9), cutoff_at=at(11, 12))
    found = agenda([Waiting(DZ, at(3, 10))], DELAYS, event)  # a Thursday
    assert found.reminders == {DZ: (at(6, 7), at(7, 7))}
    assert found.calls == {DZ: at(8, 7)}


def test_the_call_comes_at_the_cut_off_at_the_latest_and_no_reminder_after_it() -> None:
    event = EventDates(starts_at=at(4, 9), cutoff_at=at(2, 18))
    found = agenda([Waiting(ML, at(1, 10))], DELAYS, event)
    assert (found.reminders, found.calls) == ({ML: (at(2, 10),)}, {ML: at(2, 18)})


def test_a_cut_off_on_the_weekend_before_the_event_calls_before_that_weekend() -> None:
    event = EventDates(starts_at=at(6, 9), cutoff_at=at(4, 18))  # a Sunday; the cut-off is a Friday
    found = agenda([Waiting(DZ, at(2, 10))], DELAYS, event)
    assert found.calls == {DZ: at(3, 16)}  # Thursday 17:00 in Algiers


def test_who_is_asked_after_the_cut_off_is_called_at_once() -> None:
    event = EventDates(starts_at=at(4, 9), cutoff_at=at(1, 12))
    found = agenda([Waiting(ML, at(2, 10))], DELAYS, event)
    assert (found.reminders, found.calls) == ({ML: ()}, {ML: at(2, 10)})


def test_an_event_far_ahead_leaves_the_ordinary_clock() -> None:
    waiting = [Waiting(ML, at(1, 10))]
    assert agenda(waiting, DELAYS, EventDates(at(15, 10), at(14, 10))) == agenda(waiting, DELAYS, None)
    assert agenda(waiting, DELAYS, EventDates(at(15, 9), at(14, 10))) != agenda(waiting, DELAYS, None)


MOMENTS = st.integers(0, 60 * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes))
GROWING = st.lists(st.integers(1, 400), min_size=4, max_size=4, unique=True).map(sorted)


@st.composite
def waitings(draw: st.DrawFn) -> list[Waiting]:
    countries = draw(st.sampled_from([(ML,), (DZ,), (ML, DZ)]))
    return [Waiting(country, KEPT.next_working(draw(MOMENTS), country)) for country in countries]


@st.composite
def delays(draw: st.DrawFn) -> Delays:
    hours, days = draw(GROWING), draw(GROWING)
    return Delays(
        event_reminders=(timedelta(hours=hours[0]), timedelta(hours=hours[1])),
        event_call=timedelta(hours=hours[2]),
        reminders=(timedelta(days=days[0]), timedelta(days=days[1])),
        alert=timedelta(days=days[2]),
        close=timedelta(days=days[3]),
    )


@st.composite
def events(draw: st.DrawFn) -> EventDates:
    starts_at = draw(MOMENTS)
    return EventDates(starts_at, starts_at - timedelta(hours=draw(st.integers(0, 400))))


@given(waitings(), delays(), st.none() | events())
def test_no_step_ever_falls_on_the_receiver_s_weekend(
    waiting: list[Waiting], set_to: Delays, event: EventDates | None
) -> None:
    found = agenda(waiting, set_to, event)
    for side in waiting:
        assert not any(KEPT.rests(moment, side.country) for moment in found.reminders[side.country])
        assert not KEPT.rests(found.calls[side.country], side.country)
        for moment in (found.alert_at, found.closes_at):
            assert moment is None or not KEPT.rests(moment, side.country)


@given(waitings(), delays(), st.none() | events())
def test_the_steps_keep_their_order_and_none_comes_before_the_letter(
    waiting: list[Waiting], set_to: Delays, event: EventDates | None
) -> None:
    found = agenda(waiting, set_to, event)
    for side in waiting:
        steps = [side.asked_at, *found.reminders[side.country]]
        assert steps == sorted(set(steps))
        assert steps[-1] <= found.calls[side.country]
    if found.closes_at is not None:
        assert found.alert_at is not None
        assert max(found.calls.values()) == found.alert_at < found.closes_at


@given(waitings(), delays(), events())
def test_the_event_s_clock_never_runs_past_its_beginning(
    waiting: list[Waiting], set_to: Delays, event: EventDates
) -> None:
    found = agenda(waiting, set_to, event)
    if found.provisional_from is None:
        assert found.closes_at is not None
        assert found.closes_at <= event.starts_at
        return
    for side in waiting:
        assert all(moment < event.cutoff_at for moment in found.reminders[side.country])
        assert found.calls[side.country] <= max(event.cutoff_at, side.asked_at)
