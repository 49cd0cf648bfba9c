"""Reading the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from matchmaking.extensions import db
from matchmaking.outbox.lifecycle import JobStatus, MessageStatus
from matchmaking.outbox.models import Job, Message


def count_messages() -> dict[MessageStatus, int]:
    """How many messages stand in each state, all states named."""
    found = {row.status: row.number for row in db.session.execute(_count_by(Message.status))}
    return {status: found.get(status, 0) for status in MessageStatus}


def count_jobs() -> dict[JobStatus, int]:
    """How many jobs stand in each state, all states named."""
    found = {row.status: row.number for row in db.session.execute(_count_by(Job.status))}
    return {status: found.get(status, 0) for status in JobStatus}


def list_failed_jobs() -> Sequence[Job]:
    """The jobs that used all their attempts, latest first."""
    query = sa.select(Job).where(Job.status == JobStatus.FAILED)
    return db.session.scalars(query.order_by(Job.finished_at.desc(), Job.id.desc())).all()


def _count_by(column: InstrumentedAttribute[Any]) -> sa.Select[Any, int]:
    return sa.select(column.label("status"), sa.func.count().label("number")).group_by(column)
