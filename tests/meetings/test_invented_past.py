"""How the demonstration's story publishes a schedule: as an organizer does whom another version keeps outrunning."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from matchmaking.demonstration.simulation import round_tables, worker
from matchmaking.meetings import operations, queries
from matchmaking.meetings.models import Schedule
from tests.meetings.test_properties import compute
from tests.meetings.world import World


def draft_of(world: World) -> Schedule:
    draft = queries.find_draft(world.event())
    assert draft is not None
    return draft


def published_number(world: World) -> int:
    published = queries.find_published(world.event())
    return (published.number if published else None) or 0


def test_a_draft_is_computed_anew_until_no_job_outruns_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first `make run` of some days ended in an error: a job of the same round had published meanwhile."""
    with world.app.app_context():
        event, told = world.event(), {"actor": world.user(), "now": world.now}
        operations.draft(event, shown_number=None, **told)
        compute(world, draft_of(world))
        first = operations.publish(event, shown_version=draft_of(world).version, **told)
        ended = [one.meeting for one in queries.list_placements(first)[:2]]

        def do_due(_now: datetime) -> None:
            if draft_of(world).computed_at is None:
                compute(world, draft_of(world))
            if ended:
                operations.cancel(event, ended.pop(), shown_number=published_number(world), **told)

        def at_once(at: datetime, happening: Any) -> None:
            happening(at)

        monkeypatch.setattr(worker, "do_due", do_due)
        story: Any = SimpleNamespace(organizer=world.user(), add=at_once)
        round_tables.arrange(story, event.id, world.now)
        assert ended == []
        assert queries.find_draft(event) is None
        assert published_number(world) == 4
