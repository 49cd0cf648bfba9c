"""The outbox's own job: forgetting what has been done for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.outbox import heartbeats, operations
from matchmaking.outbox.lifecycle import JobStatus
from matchmaking.outbox.models import Job

PURGE = "outbox.purge"
EVERY = timedelta(days=1)
KEEP_DONE_JOBS = timedelta(days=7)


def purge(_payload: Mapping[str, Any]) -> None:
    """Delete jobs done a week ago and the traces of dead workers, and ask for the same tomorrow."""
    now = clock.now()
    delete_done_jobs(before=now - KEEP_DONE_JOBS)
    heartbeats.forget_silent(before=now - EVERY)
    operations.enqueue(PURGE, {}, now=now, unique_key=PURGE, after=EVERY)
    db.session.commit()


def delete_done_jobs(*, before: datetime) -> None:
    """Forget the jobs that were done before a moment; failed ones stay until somebody has looked at them."""
    db.session.execute(sa.delete(Job).where(Job.status == JobStatus.DONE, Job.finished_at < before))
