"""People whom the letters about the schedule do not reach are called: nobody stands before an empty table."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from matchmaking.accounts import operations as accounts
from matchmaking.extensions import db
from matchmaking.meetings import notifications, operations, queries
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.models import Message
from tests.letters.reports import POSTFIX, write
from tests.meetings.arranged import SCHEDULE, publish_draft, published
from tests.meetings.world import HOLD, ORGANIZER, World, address
from tests.visitor import Visitor

GONE, PARTNER = "ML01", "DZ01"


def letters(world: World, kind: str, key: str) -> list[Message]:
    """The letters of one kind to an organisation, oldest first; inside an app context."""
    query = sa.select(Message).where(Message.kind == kind, Message.address == address(key)).order_by(Message.id)
    return list(db.session.scalars(query))


def withdraw(world: World, key: str) -> None:
    """An organisation says that it does not come."""
    with world.app.app_context():
        attendance = world.attendance(key)
        attendance.cancelled_at = world.now
        outbox.publish("attendance.cancelled", {"attendance_id": attendance.id}, now=world.now)
        operations.follow(world.event(), now=world.now)
        db.session.commit()


def to_call(world: World) -> str:
    """The names under « À appeler » on the schedule, and as many as the organizers' page counts."""
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit(SCHEDULE)
    with world.app.app_context():
        event = world.event()
        waiting = [one for one in queries.list_notices(event) if notifications.must_be_called(one)]
        assert queries.count_to_call(event) == len(waiting)
        return " ".join(one.user.full_name for one in waiting if one.user and one.user.full_name in organizer.text)


def test_nothing_is_written_to_a_dead_address_and_the_person_is_called(world: World) -> None:
    published(world)
    with world.app.app_context():
        accounts.mark_bounced(world.user(address(PARTNER)), address(PARTNER), "550 no such user", now=world.now)
        db.session.commit()
    withdraw(world, GONE)
    with world.app.app_context():
        assert not letters(world, notifications.CANCELLED, PARTNER)
    assert f"Personne {PARTNER}" in to_call(world)


def test_a_schedule_letter_that_came_back_makes_a_call(world: World) -> None:
    published(world)
    with world.app.app_context():
        [letter] = letters(world, notifications.PUBLISHED, PARTNER)
        report = write(POSTFIX, letter.message_id, address(PARTNER))
    world.app.test_cli_runner().invoke(args=["outbox", "bounces", "-"], input=io.BytesIO(report))
    world.deliver()
    assert to_call(world) == f"Personne {PARTNER}"


def test_a_held_schedule_letter_that_is_cancelled_makes_a_call(world: World) -> None:
    with world.app.app_context():
        publish_draft(world, None)
        [letter] = letters(world, notifications.PUBLISHED, PARTNER)
        outbox.cancel_message(letter, actor_id=world.user().id, now=world.now)
        db.session.commit()
    world.later(HOLD)
    world.deliver()
    assert to_call(world) == f"Personne {PARTNER}"


@pytest.mark.parametrize("came_back", [False, True], ids=["read", "came-back"])
def test_who_never_read_a_version_hears_of_no_meeting_that_came_and_went(world: World, came_back: bool) -> None:
    published(world)
    with world.app.app_context():
        [letter] = letters(world, notifications.PUBLISHED, GONE)
        letter.bounced_at = world.now if came_back else None
        db.session.commit()
    withdraw(world, "DZ01")
    withdraw(world, "DZ02")
    with world.app.app_context():
        told = letters(world, notifications.CANCELLED, GONE)
        assert bool(told) is not came_back
