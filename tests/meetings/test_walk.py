"""The night before: sixty meetings are published, two organisations withdraw and one joins."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.events.models import Mode
from matchmaking.extensions import db
from matchmaking.meetings import operations, queries
from matchmaking.meetings.differences import Change, compare, count
from matchmaking.outbox import operations as outbox
from tests.introductions.world import noon
from tests.meetings.arranged import publish_draft
from tests.meetings.world import HOLD, World, address, attend, introduce, make_event

SIDE = 15  # organisations on each shore
PAIRS = [(f"ML{one:02}", f"DZ{(one + step) % SIDE + 1:02}") for one in range(1, SIDE + 1) for step in range(4)]


def test_only_what_must_moves_and_only_those_are_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: world.now)
    with app.app_context():
        make_event(world, malian=SIDE, algerian=SIDE, slots=8, tables=10)
        introduce(world, *PAIRS)
        first = publish_draft(world, None)
        assert len(first.placements) == len(PAIRS) == 60
    world.later(HOLD)
    assert len(world.deliver()) == 2 * SIDE
    with app.app_context():
        for key in ("ML01", "DZ08"):
            world.attendance(key).cancelled_at = world.now
            outbox.publish("attendance.cancelled", {"attendance_id": world.attendance(key).id}, now=world.now)
        attend(world, world.event(), "DZ16", Mode.ONLINE)
        introduce(world, ("ML02", "DZ16"))
        event = world.event()
        operations.follow(event, now=world.now)
        db.session.commit()
        lost = [pair for pair in PAIRS if "ML01" in pair or "DZ08" in pair]
        second = queries.find_published(event)
        assert second is not None
        publish_draft(world, second.number)
        third = queries.find_published(event)
        before, after = (queries.list_placements(one) for one in (queries.get_version(event, 1), third))
        counted = count(compare(before, after, queries.attendances_of(event)))
        assert counted == {Change.CANCELLED: len(lost), Change.ADDED: 1, Change.UNCHANGED: 60 - len(lost)}
    world.later(HOLD)
    concerned = {address(key) for pair in [*lost, ("ML02", "DZ16")] for key in pair}
    assert {mail["To"] for mail in world.deliver()} == concerned
