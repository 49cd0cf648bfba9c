"""Whatever organizers do in whatever order: nobody is in two places at once, a draft shows nothing, and exactly the two
sides of what changed are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.errors import DomainError
from matchmaking.extensions import db
from matchmaking.meetings import arranging, operations, queries
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.differences import changed, compare
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.people import people_of
from tests.introductions.world import noon
from tests.meetings.conftest import PAIRS
from tests.meetings.world import World, introduce, make_event

ACTS = (
    "draft",
    "anew",
    "compute",
    "publish",
    "discard",
    "move",
    "place",
    "lock",
    "cancel",
    "shift",
    "withdraw",
    "relocate",
)
Draw = Callable[[int], int]


def compute(world: World, draft: Schedule) -> None:
    """What the worker does."""
    result = arranging.choose(arranging.read(draft, now=world.now), seconds=2)
    operations.write(draft.id, draft.version, result.placed, result.unplaced, now=world.now)


def act(world: World, name: str, draw: Draw) -> None:
    """Do something to the schedule; what is refused is refused."""
    if name in ("draft", "anew", "compute", "publish", "discard", "place", "lock"):
        act_on_draft(world, name, draw)
    else:
        act_on_published(world, name, draw)


def act_on_draft(world: World, name: str, draw: Draw) -> None:
    event, draft, published = world.event(), queries.find_draft(world.event()), queries.find_published(world.event())
    told = {"shown_version": draft.version if draft else 0, "actor": world.user(), "now": world.now}
    introduction = world.introduction(*PAIRS[draw(len(PAIRS))])
    meeting = queries.meetings_by_introduction(event).get(introduction.id)
    match name:
        case "draft" | "anew":
            number = published.number if published else None
            operations.draft(event, shown_number=number, anew=name == "anew", actor=world.user(), now=world.now)
        case "compute" if draft:
            compute(world, operations.recompute(event, **told) if draft.computed_at else draft)
        case "publish":
            operations.publish(event, **told)
        case "discard":
            operations.discard(event, **told)
        case "place":
            operations.place(event, introduction, any_place(world, draw), **told)
        case "lock" if meeting:
            operations.lock(event, meeting, bool(draw(2)), **told)


def act_on_published(world: World, name: str, draw: Draw) -> None:
    event, published = world.event(), queries.find_published(world.event())
    told = {"shown_number": published.number if published else 0, "actor": world.user(), "now": world.now}
    pair = PAIRS[draw(len(PAIRS))]
    meeting = queries.meetings_by_introduction(event).get(world.introduction(*pair).id)
    match name:
        case "move" if meeting:
            operations.move(event, meeting, any_place(world, draw), **told)
        case "cancel" if meeting:
            operations.cancel(event, meeting, **told)
        case "shift":
            operations.shift(event, any_place(world, draw).slot, (draw(7) - 3) * 15, **told)
        case "relocate":
            event.place, event.video_link = f"Salle {draw(3)}", f"https://visio{draw(3)}.example/{{room}}"
            db.session.flush()
            operations.relocate(event, actor=world.user(), now=world.now)
        case "withdraw":
            attendance = world.attendance(pair[0])
            attendance.cancelled_at = None if attendance.cancelled_at else world.now
            db.session.flush()
            operations.follow(event, now=world.now)


def any_place(world: World, draw: Draw) -> Place:
    event = world.event()
    return Place(event.slots[draw(len(event.slots))], event.tables[draw(len(event.tables))])


def assert_nobody_is_in_two_places(world: World) -> None:
    event = world.event()
    attendances = queries.attendances_of(event)
    for schedule in filter(None, (queries.find_draft(event), queries.find_published(event))):
        seats = [
            (one.starts_at, who)
            for one in queries.list_placements(schedule)
            for who in (*people_of(one.meeting, attendances), one.table)
            if who is not None
        ]
        assert len(seats) == len(set(seats))


def assert_each_change_was_told_to_its_sides(world: World, last: int) -> None:
    """Letters do not leave here, so what each version tells is the difference to what people knew: nothing."""
    event = world.event()
    known: set[int] = set()
    for schedule in reversed(queries.list_versions(event)):
        if (schedule.number or 0) <= last:
            continue
        before = queries.find_version_before(schedule)
        attendances, stood = queries.attendances_of(event), queries.list_placements(before)
        news = changed(compare(stood, queries.list_placements(schedule), attendances))
        concerned = {key for one in news for key in people_of(one.meeting, attendances)}
        told = {one.user_id for one in queries.list_notices(event) if one.schedule_id == schedule.id}
        assert told <= concerned, "only those whom a version changes something for"
        known |= concerned
    holds = queries.list_placements(queries.find_published(event))
    waiting = {one.user_id for one in queries.list_notices(event) if one.replaced_at is None}
    having = {key for one in holds for key in people_of(one.meeting, queries.attendances_of(event))}
    assert having <= waiting, "whoever has a meeting has a letter that says so"


@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.randoms(use_true_random=False)), min_size=4, max_size=12))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_acts_leaves_a_schedule_that_can_be_held(built_app: Flask, acts: list) -> None:  # type: ignore[type-arg]
    world = World(built_app, noon())
    try:
        with built_app.app_context():
            make_event(world)
            introduce(world, *PAIRS)
            begun = [("draft", None), ("compute", None), ("publish", None)]
            for name, chance in [*begun, *acts]:
                try:
                    act(world, name, (lambda most, chance=chance: chance.randrange(most) if chance else 0))
                    db.session.commit()
                except DomainError:
                    db.session.rollback()
                assert_nobody_is_in_two_places(world)
                world.later(timedelta(seconds=1))
            assert_each_change_was_told_to_its_sides(world, 0)
    finally:
        empty(built_app)


def empty(app: Flask) -> None:
    """Leave empty tables behind each example."""
    from matchmaking.database import Base

    with app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
