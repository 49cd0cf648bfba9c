"""Slots from sessions: full, inside, never over one another, and as many as fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.events.slots import Span, cut, overlap

START = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
SESSIONS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 200)).map(
        lambda drawn: (START + timedelta(minutes=drawn[0]), START + timedelta(minutes=drawn[0] + drawn[1]))
    ),
    max_size=6,
)
LENGTHS = st.integers(5, 120).map(lambda minutes: timedelta(minutes=minutes))


@given(SESSIONS, LENGTHS)
def test_every_slot_is_full_and_lies_inside_a_session(sessions: list[Span], length: timedelta) -> None:
    for begins, ends in cut(sessions, length):
        assert ends - begins == length
        assert any(start <= begins and ends <= end for start, end in sessions)


@given(SESSIONS, LENGTHS)
def test_no_slot_lies_over_another_and_they_follow_in_time(sessions: list[Span], length: timedelta) -> None:
    found = cut(sessions, length)
    assert found == sorted(found)
    assert not any(overlap(one, other) for one, other in pairwise(found))


@given(SESSIONS, LENGTHS)
def test_the_order_in_which_sessions_were_written_does_not_matter(sessions: list[Span], length: timedelta) -> None:
    assert cut(sessions, length) == cut(sessions[::-1], length)


@given(st.integers(0, 300), LENGTHS)
def test_as_many_as_fit_into_one_session(minutes: int, length: timedelta) -> None:
    assert len(cut([(START, START + timedelta(minutes=minutes))], length)) == timedelta(minutes=minutes) // length


def test_what_lies_between_sessions_stays_a_break() -> None:
    morning, afternoon = (
        (START, START + timedelta(minutes=50)),
        (START + timedelta(hours=4), START + timedelta(hours=5)),
    )
    found = cut([afternoon, morning], timedelta(minutes=20))
    assert [f"{begins:%H:%M}" for begins, _ends in found] == ["08:00", "08:20", "12:00", "12:20", "12:40"]
