"""A schedule that is arranged and published: by its pages, or without them by the operations that they call."""

from __future__ import annotations

from matchmaking.extensions import db
from matchmaking.meetings import arranging, operations, queries
from matchmaking.meetings.models import Schedule
from tests.meetings.world import HOLD, ORGANIZER, World
from tests.visitor import Visitor

SCHEDULE = "/organizers/schedule"


def published(world: World) -> Visitor:
    """The organizer, after the first publication; its letters have left."""
    awa = Visitor(world.app).sign_in(ORGANIZER)
    awa.visit(SCHEDULE)
    awa.submit(f"{SCHEDULE}/draft", version="0")
    world.deliver()
    awa.visit(SCHEDULE)
    awa.submit(f"{SCHEDULE}/draft/publish")
    world.later(HOLD)
    world.deliver()
    return awa


def compute(world: World, draft: Schedule) -> None:
    """What the worker does with a draft."""
    result = arranging.choose(arranging.read(draft, now=world.now), seconds=10)
    operations.write(draft.id, draft.version, result.placed, result.unplaced, now=world.now)
    db.session.commit()


def publish_draft(world: World, number: int | None) -> Schedule:
    """Begin a draft on version `number`, compute and publish it; inside an app context; commits."""
    event, told = world.event(), {"actor": world.user(), "now": world.now}
    compute(world, operations.draft(event, shown_number=number, **told))
    made = operations.publish(event, shown_version=queries.get_draft(event).version, **told)
    db.session.commit()
    return made
