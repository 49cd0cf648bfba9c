"""How delivery stands in this installation: the way out, the workers alive, what is stuck. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import current_app

from matchmaking.config import Settings, smtp_options
from matchmaking.extensions import db
from matchmaking.outbox import heartbeats, queries
from matchmaking.outbox.lifecycle import Failure, JobStatus, MessageStatus
from matchmaking.outbox.models import Message


@dataclass(frozen=True)
class Delivery:
    """What an organizer wants to know when nothing arrives."""

    server: str | None  # "mail.example.org:587"; None without SMTP_URL
    waits_for_server: bool  # production without SMTP_URL: nothing leaves
    trouble: Failure | None  # the mail server is away or refuses us, as the last attempts tell
    workers: int  # alive
    working_since: datetime | None
    doing: str
    last_beat: datetime | None
    waiting: int
    failed: int
    failed_jobs: int


def current(now: datetime) -> Delivery:
    """The state of delivery at this moment."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    options = smtp_options(settings.smtp_url)
    workers = heartbeats.list_alive(now)
    messages, jobs = queries.count_messages(), queries.count_jobs()
    return Delivery(
        server=f"{options.host}:{options.port}" if options else None,
        waits_for_server=options is None and settings.production,
        trouble=_trouble() if options else None,
        workers=len(workers),
        working_since=min((worker.started_at for worker in workers), default=None),
        doing=", ".join(worker.doing for worker in workers if worker.doing),
        last_beat=heartbeats.last_beat(),
        waiting=messages[MessageStatus.WAITING],
        failed=messages[MessageStatus.FAILED],
        failed_jobs=jobs[JobStatus.FAILED],
    )


def _trouble() -> Failure | None:
    """Why the mail server takes nothing, where messages wait because of it."""
    query = sa.select(Message.failure).where(
        Message.status == MessageStatus.WAITING, Message.failure.in_([Failure.UNREACHABLE, Failure.SIGN_IN])
    )
    return db.session.scalar(query.order_by(Message.due_at.desc(), Message.id.desc()).limit(1))
