"""Signs of life of the workers: written by each, read by the organizers' page and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.outbox.models import WorkerHeartbeat

ALIVE_WITHIN = timedelta(seconds=15)


def begin(name: str, *, now: datetime) -> None:
    """A worker has started."""
    db.session.add(WorkerHeartbeat(name=name, started_at=now, beat_at=now))
    db.session.flush()


def beat(name: str, doing: str, *, now: datetime) -> None:
    """A worker is alive and does this; also one that was silent for so long that its traces were removed."""
    found = db.session.get(WorkerHeartbeat, name)
    if found is None:
        found = WorkerHeartbeat(name=name, started_at=now)
        db.session.add(found)
    found.beat_at, found.doing = now, doing[:128]
    db.session.flush()


def end(name: str) -> None:
    """A worker has left in good order."""
    db.session.execute(sa.delete(WorkerHeartbeat).where(WorkerHeartbeat.name == name))


def forget_silent(*, before: datetime) -> None:
    """Remove the traces of workers that died without a word."""
    db.session.execute(sa.delete(WorkerHeartbeat).where(WorkerHeartbeat.beat_at < before))


def list_alive(now: datetime) -> Sequence[WorkerHeartbeat]:
    """The workers that gave a sign of life lately, longest at work first."""
    query = sa.select(WorkerHeartbeat).where(WorkerHeartbeat.beat_at >= now - ALIVE_WITHIN)
    return db.session.scalars(query.order_by(WorkerHeartbeat.started_at, WorkerHeartbeat.name)).all()


def last_beat() -> datetime | None:
    """The latest sign of life of any worker that did not take its leave."""
    return db.session.scalar(sa.select(sa.func.max(WorkerHeartbeat.beat_at)))
