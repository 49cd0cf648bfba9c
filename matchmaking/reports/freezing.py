"""Gathering the content of a report: the one query layer, masked. Writes nothing."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from matchmaking.config import Settings
from matchmaking.events.models import Event
from matchmaking.profiles.queries import in_demonstration
from matchmaking.reports.contents import Content, EventFacts
from matchmaking.reports.figures import WORTH, gather
from matchmaking.reports.masking import published
from matchmaking.reports.models import Snapshot


def content_of(snapshot: Snapshot, *, now: datetime) -> Content:
    """What the report says of this moment."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    gathered = gather(now=now)
    return Content(
        number=snapshot.number,
        taken_at=now,
        fictional=in_demonstration(),
        product=settings.product_name,
        event=_facts(gathered.material.event),
        texts=snapshot.texts,
        tables=published(gathered.figures, WORTH),
    )


def _facts(event: Event | None) -> EventFacts | None:
    return EventFacts(event.name, event.place, event.starts_at, event.ends_at) if event else None
