"""How workers share the work: one takes a due row with a lease, carries it out, and settles it.

Each function is one short write inside the caller's transaction. A lease that runs out means that its worker died;
the row is then due again, and a worker that comes back too late finds that the row is no longer its own.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.outbox.calendar import Calendar
from matchmaking.outbox.lifecycle import (
    Failure,
    JobAction,
    JobStatus,
    MessageAction,
    MessageStatus,
    next_job_status,
    next_message_status,
)
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.registry import registry

LEASE = timedelta(seconds=20)


@dataclass(frozen=True)
class Patience:
    """How long to keep trying: `attempts` times, waiting twice as long each time, from `first` up to `longest`."""

    attempts: int
    first: timedelta
    longest: timedelta

    def wait_after(self, attempt: int) -> timedelta:
        """The pause after the given attempt (from 1), with jitter so that many rows do not return together."""
        pause = min(self.longest, self.first * (1 << min(attempt - 1, 20)))
        return pause * random.uniform(0.75, 1.25)  # noqa: S311  (spreads load, guards nothing)


MAIL_PATIENCE = Patience(attempts=30, first=timedelta(seconds=5), longest=timedelta(hours=1))  # about a day
JOB_PATIENCE = Patience(attempts=8, first=timedelta(seconds=5), longest=timedelta(minutes=10))


@dataclass(frozen=True)
class Envelope:
    """A message in the hands of a worker, apart from its row: no transaction is open while it is sent."""

    id: int
    attempt: int
    kind: str
    message_id: str
    address: str
    locale: str
    subject: str
    text: str
    html: str | None
    links: Mapping[str, Mapping[str, Any]]
    calendar: Calendar | None
    list_unsubscribe: str | None


@dataclass(frozen=True)
class Task:
    """A job in the hands of a worker, apart from its row."""

    id: int
    attempt: int
    kind: str
    payload: Mapping[str, Any]


def has_due_message(now: datetime) -> bool:
    """Whether a message could be claimed; reads only, so that an idle worker never takes the write lock."""
    return find_due(now) is not None


def find_due(now: datetime) -> datetime | None:
    """The time of the message that has been due for longest; None where none is due."""
    found: datetime | None = db.session.scalar(_due_messages(now).with_only_columns(Message.due_at).limit(1))
    return found


def has_due_job(now: datetime) -> bool:
    """Whether a job could be claimed; reads only."""
    return db.session.scalar(_due_jobs(now).with_only_columns(Job.id).limit(1)) is not None


def claim_message(worker: str, *, now: datetime) -> Envelope | None:
    """Lease the message that has been due for longest, or None."""
    while message := db.session.scalar(_due_messages(now).limit(1).with_for_update(skip_locked=True)):
        if (leaves_at := _leaves_at(message, now)) > now:
            _put_off(message, leaves_at)
            continue
        message.status = next_message_status(message.status, MessageAction.CLAIM)
        message.leased_by, message.leased_until = worker, now + LEASE
        if message.attempts >= MAIL_PATIENCE.attempts:
            message.status = next_message_status(message.status, MessageAction.GIVE_UP)
            message.failure = Failure.CUT_OFF
            db.session.flush()
            continue
        message.attempts += 1
        db.session.flush()
        return open_envelope(message)
    return None


def _leaves_at(message: Message, at: datetime) -> datetime:
    """When a message leaves whose turn would come at `at`. Whoever meant it to leave at an hour at which such messages
    rest, as an organizer who lets it go, has it so."""
    pauses = registry()
    if pauses.resting([message], message.due_at):
        return at
    return pauses.resting([message], at).get(message.id, at)


def _put_off(message: Message, until: datetime) -> None:
    """It has come late, and rests first; one that a dead worker left behind goes back to those that wait."""
    if message.status is MessageStatus.SENDING:
        message.status = next_message_status(message.status, MessageAction.RETRY)
    message.due_at = until
    db.session.flush()


def open_envelope(message: Message) -> Envelope:
    """The message as it would be sent now."""
    return Envelope(
        id=message.id,
        attempt=message.attempts,
        kind=message.kind,
        message_id=message.message_id,
        address=message.address,
        locale=message.locale,
        subject=message.subject,
        text=message.text,
        html=message.html,
        links=message.links,
        calendar=message.calendar,
        list_unsubscribe=message.list_unsubscribe,
    )


def claim_job(worker: str, *, now: datetime) -> Task | None:
    """Lease the job that has been due for longest, or None."""
    while job := db.session.scalar(_due_jobs(now).limit(1).with_for_update(skip_locked=True)):
        job.status = next_job_status(job.status, JobAction.CLAIM)
        job.leased_by, job.leased_until = worker, now + LEASE
        if job.attempts >= JOB_PATIENCE.attempts:
            job.status, job.finished_at = next_job_status(job.status, JobAction.GIVE_UP), now
            job.last_error = "the worker died every time"
            db.session.flush()
            continue
        job.attempts += 1
        db.session.flush()
        return Task(id=job.id, attempt=job.attempts, kind=job.kind, payload=job.payload)
    return None


def settle_sent(envelope: Envelope, worker: str, *, now: datetime) -> bool:
    """Write down that the mail server has the message; False where the lease was lost meanwhile."""
    message = _held_message(envelope, worker)
    if message is None:
        return False
    message.status = next_message_status(message.status, MessageAction.DELIVER)
    message.sent_at, message.failure, message.last_error = now, None, None
    db.session.flush()
    return True


def settle_unsent(
    envelope: Envelope, worker: str, failure: Failure, detail: str, *, permanent: bool, now: datetime
) -> bool:
    """Write down why the message did not leave, and try again later unless it was refused for good or all attempts
    are used; False where the lease was lost meanwhile."""
    message = _held_message(envelope, worker)
    if message is None:
        return False
    given_up = permanent or message.attempts >= MAIL_PATIENCE.attempts
    action = MessageAction.GIVE_UP if given_up else MessageAction.RETRY
    message.status = next_message_status(message.status, action)
    message.failure, message.last_error = failure, detail[:500]
    if not given_up:
        message.due_at = _leaves_at(message, now + MAIL_PATIENCE.wait_after(message.attempts))
    db.session.flush()
    return True


def settle_done(task: Task, worker: str, *, now: datetime) -> bool:
    """Write down that the job is done; False where the lease was lost meanwhile."""
    job = _held_job(task, worker)
    if job is None:
        return False
    job.status, job.finished_at = next_job_status(job.status, JobAction.FINISH), now
    job.last_error = None
    db.session.flush()
    return True


def settle_undone(task: Task, worker: str, error: str, *, now: datetime) -> bool:
    """Write down why the job failed, and try again later unless all attempts are used; False where the lease was
    lost meanwhile."""
    job = _held_job(task, worker)
    if job is None:
        return False
    action = JobAction.GIVE_UP if job.attempts >= JOB_PATIENCE.attempts else JobAction.RETRY
    if action is JobAction.RETRY and _newer_waits(job):
        action = JobAction.YIELD
    job.status = next_job_status(job.status, action)
    job.last_error = error[:500]
    if action is JobAction.RETRY:
        job.due_at = now + JOB_PATIENCE.wait_after(job.attempts)
    else:
        job.finished_at = now
    db.session.flush()
    return True


def renew(worker: str, envelopes: list[int], tasks: list[int], *, now: datetime) -> None:
    """Extend the leases of what this worker still has in its hands."""
    _set_lease(worker, envelopes, tasks, now + LEASE)


def let_go(worker: str, envelopes: list[int], tasks: list[int], *, now: datetime) -> None:
    """End the leases of what this worker leaves unfinished: another may take it up at once."""
    _set_lease(worker, envelopes, tasks, now)


def _set_lease(worker: str, envelopes: list[int], tasks: list[int], until: datetime) -> None:
    if envelopes:
        mine = sa.and_(Message.id.in_(envelopes), Message.leased_by == worker, Message.status == MessageStatus.SENDING)
        db.session.execute(sa.update(Message).where(mine).values(leased_until=until))
    if tasks:
        running = sa.and_(Job.id.in_(tasks), Job.leased_by == worker, Job.status == JobStatus.RUNNING)
        db.session.execute(sa.update(Job).where(running).values(leased_until=until))


def _due_messages(now: datetime) -> sa.Select[Message]:
    due = sa.or_(
        sa.and_(Message.status == MessageStatus.WAITING, Message.due_at <= now),
        sa.and_(Message.status == MessageStatus.SENDING, Message.leased_until <= now),
    )
    return sa.select(Message).where(due).order_by(Message.due_at, Message.id)


def _due_jobs(now: datetime) -> sa.Select[Job]:
    due = sa.or_(
        sa.and_(Job.status == JobStatus.WAITING, Job.due_at <= now),
        sa.and_(Job.status == JobStatus.RUNNING, Job.leased_until <= now),
    )
    return sa.select(Job).where(due).order_by(Job.due_at, Job.id)


def _held_message(envelope: Envelope, worker: str) -> Message | None:
    mine = sa.and_(
        Message.id == envelope.id,
        Message.status == MessageStatus.SENDING,
        Message.leased_by == worker,
        Message.attempts == envelope.attempt,
    )
    return db.session.scalar(sa.select(Message).where(mine).with_for_update())


def _held_job(task: Task, worker: str) -> Job | None:
    mine = sa.and_(
        Job.id == task.id, Job.status == JobStatus.RUNNING, Job.leased_by == worker, Job.attempts == task.attempt
    )
    return db.session.scalar(sa.select(Job).where(mine).with_for_update())


def _newer_waits(job: Job) -> bool:
    if job.unique_key is None:
        return False
    query = sa.select(Job.id).where(Job.unique_key == job.unique_key, Job.status == JobStatus.WAITING)
    return db.session.scalar(query) is not None
