"""Gathering the content of a report: the one query layer, masked. Writes nothing."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from matchmaking.config import Settings
from matchmaking.events import queries as events
from matchmaking.events.logos.showing import on_paper
from matchmaking.events.models import Event
from matchmaking.introductions import queries as introductions
from matchmaking.profiles.queries import in_demonstration
from matchmaking.reports.contents import Content, EventFacts, Logo
from matchmaking.reports.figures import WORTH, gather
from matchmaking.reports.masking import published
from matchmaking.reports.models import Snapshot


def content_of(snapshot: Snapshot, *, now: datetime) -> Content:
    """What the report says of this moment."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    gathered = gather(now=now)
    attended = gathered.material.event
    return Content(
        number=snapshot.number,
        taken_at=now,
        fictional=in_demonstration(),
        product=settings.product_name,
        since=since.date() if (since := introductions.first_out(now=now)) else None,
        editions=tuple(map(_facts, reversed(events.list_events()))),
        attended=_facts(attended) if attended else None,
        texts=snapshot.texts,
        tables=published(gathered.figures, WORTH),
        logos=tuple(Logo(one.name, one.source) for one in on_paper(attended)) if attended else (),
    )


def _facts(event: Event) -> EventFacts:
    return EventFacts(event.name, event.place, event.starts_at, event.ends_at)
