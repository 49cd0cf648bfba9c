"""How long people wait at a round table: a break of the programme is none of it, a hole in the day is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaking.events.models import EventSession, Mode, SessionKind
from matchmaking.extensions import db
from matchmaking.meetings import arranging, operations, queries
from matchmaking.meetings.figures import course_of, shares
from tests.meetings.arranged import publish_draft
from tests.meetings.world import BREAK, SLOT, World


def gaps(world: World) -> dict[Mode, float]:
    """What the fairness gauge shows; inside an app context."""
    event = world.event()
    placements = queries.list_placements(queries.find_published(event))
    return {one.mode: one.gaps for one in shares(event, placements, queries.attendances_of(event))}


def shape(world: World) -> list[list[int]]:
    """The course of the day: slots by position, holes as 0."""
    position = {slot.id: slot.position for slot in world.event().slots}
    return [[position.get(slot, 0) for slot in day] for day in course_of(world.event())]


def test_a_break_of_the_programme_is_no_waiting(world: World) -> None:
    with world.app.app_context():
        assert shape(world) == [[1, 2, 3, 4]]
        publish_draft(world, None)
        assert gaps(world) == {Mode.ON_SITE: 0, Mode.ONLINE: 0}


@pytest.mark.parametrize(
    ("position", "minutes", "course"),
    [
        (2, 45, [1, 0, 0, 2, 3, 4]),
        (2, 15, [1, 0, 2, 3, 4]),
        (2, 5, [1, 2, 3, 4]),
        (3, 45, [1, 2, 0, 0, 3, 4]),  # the break ends when it ended; what comes after it is waiting
    ],
)
def test_a_hole_that_a_shift_made_is_waiting(world: World, position: int, minutes: int, course: list[int]) -> None:
    with world.app.app_context():
        publish_draft(world, None)
        first = world.slot(position)
        operations.shift(world.event(), first, minutes, shown_number=1, actor=world.user(), now=world.now)
        db.session.commit()
        assert shape(world) == [course]


def test_the_gauge_counts_a_hole_for_everybody_who_waits_through_it(world: World) -> None:
    with world.app.app_context():
        publish_draft(world, None)
        operations.shift(world.event(), world.slot(2), 40, shown_number=1, actor=world.user(), now=world.now)
        event = world.event()
        day = arranging.read(
            operations.draft(event, shown_number=2, actor=world.user(), now=world.now), now=world.now
        ).day
        holes = [slot for slot in day.order if slot < 0]
        assert len(holes) == 2
        assert set(holes) <= day.closed, "nobody meets in a hole"
        placements = queries.list_placements(queries.find_published(event))
        slots = {
            key: {one.slot.position for one in placements if key in keys_of(one)} for key in ("ML01", "ML02", "ML03")
        }
        through = sum(1 in taken and len(taken) > 1 for taken in slots.values())
        assert gaps(world)[Mode.ON_SITE] == pytest.approx(2 * through / 3)
        assert through


def keys_of(placement: object) -> set[str]:
    return {side.profile.key for side in placement.meeting.sides}  # type: ignore[attr-defined]


def test_time_between_two_sessions_of_which_the_programme_says_nothing_is_a_break(world: World) -> None:
    with world.app.app_context():
        event = world.event()
        event.sessions = [one for one in event.sessions if one.kind is not SessionKind.BREAK]
        db.session.flush()
        assert shape(world) == [[1, 2, 3, 4]]


def test_a_long_day_with_two_breaks_and_a_panel(world: World) -> None:
    with world.app.app_context():
        event = world.event()
        ends = event.slots[1].ends_at
        event.sessions.append(
            EventSession(title="Table ronde", kind=SessionKind.PANEL, starts_at=ends, ends_at=ends + BREAK + SLOT)
        )
        for slot in event.slots[2:]:
            slot.starts_at, slot.ends_at = slot.starts_at + 2 * SLOT, slot.ends_at + 2 * SLOT
        event.ends_at += timedelta(hours=1)
        db.session.flush()
        assert shape(world) == [[1, 2, 0, 3, 4]]
