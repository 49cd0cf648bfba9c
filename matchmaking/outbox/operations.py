"""Writing to the outbox inside the caller's transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.dialects import postgresql, sqlite

from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.extensions import db
from matchmaking.outbox import plain
from matchmaking.outbox.bounces import Report
from matchmaking.outbox.calendar import Calendar
from matchmaking.outbox.lifecycle import JobStatus, MessageAction, MessageStatus, next_message_status
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.registry import registry

COALESCE = timedelta(seconds=2)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail as a feature hands it over: already worded, with placeholders where its links will stand."""

    kind: str
    address: str
    locale: str
    subject: str
    text: str
    html: str | None = None
    links: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    receiver_id: int | None = None
    subject_ref: str | None = None
    confidential: bool = False
    calendar: Calendar | None = None
    list_unsubscribe: str | None = None  # the one of `links` that stops such mails; never on what somebody needs

    def __post_init__(self) -> None:
        """Mail programs show a button for it: it must lead somewhere."""
        if self.list_unsubscribe is not None and self.list_unsubscribe not in self.links:
            raise ValueError(f"{self.list_unsubscribe} is not a link of this letter")


def enqueue(
    kind: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    unique_key: str | None = None,
    after: timedelta = timedelta(),
) -> Job | None:
    """Ask for a job of `kind`; with a `unique_key`, None where one is already waiting.

    The waiting one is locked until the caller commits, so that no worker can start it before the caller's change
    is there to be seen.
    """
    job = {"kind": kind, "payload": dict(payload), "unique_key": unique_key, "due_at": now + after, "created_at": now}
    while unique_key is None or not _is_waiting(unique_key):
        job_id = db.session.scalar(_insert_unless_waiting().values(job).returning(Job.id))
        if job_id is not None:
            return db.session.get_one(Job, job_id)
    return None


def _is_waiting(unique_key: str) -> bool:
    query = sa.select(Job.id).where(Job.unique_key == unique_key, Job.status == JobStatus.WAITING)
    return db.session.scalar(query.with_for_update(read=True)) is not None


def _insert_unless_waiting() -> sqlite.Insert | postgresql.Insert:
    """An INSERT that does nothing where another transaction has just written a waiting job with the same key."""
    statement = postgresql.insert(Job) if db.engine.dialect.name == "postgresql" else sqlite.insert(Job)
    return statement.on_conflict_do_nothing(index_elements=["unique_key"], index_where=sa.text("status = 'waiting'"))


def publish(fact: str, payload: Mapping[str, Any], *, now: datetime) -> None:
    """Tell whoever stands above that something happened: one job per subscriber, coalesced for two seconds."""
    for subscription in registry().subscribers.get(fact, ()):
        told = {} if subscription.whole else dict(payload)
        key = ":".join([subscription.kind, *(f"{name}={told[name]}" for name in sorted(told))])
        enqueue(subscription.kind, told, now=now, unique_key=key, after=COALESCE)


def queue_message(letter: Letter, *, now: datetime, hold: timedelta = timedelta()) -> Message:
    """Put a mail in the outbox; it leaves after `hold`. Its Message-ID is fixed here, once."""
    _, sender = parseaddr(current_app.config["SETTINGS"].mail_from)
    domain = sender.partition("@")[2] or "localhost"
    message = Message(
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        kind=letter.kind,
        subject_ref=letter.subject_ref,
        receiver_id=letter.receiver_id,
        confidential=letter.confidential,
        address=letter.address,
        locale=letter.locale,
        subject=letter.subject[:200],
        text=letter.text,
        html=letter.html,
        links={name: dict(link) for name, link in letter.links.items()},
        list_unsubscribe=letter.list_unsubscribe,
        calendar_text=letter.calendar.text if letter.calendar else None,
        calendar_method=letter.calendar.method if letter.calendar else None,
        calendar_name=letter.calendar.filename if letter.calendar else None,
        due_at=now + hold,
        created_at=now,
    )
    db.session.add(message)
    db.session.flush()
    return message


def cancel_message(message: Message, *, actor_id: int | None, now: datetime) -> None:
    """Keep a waiting or failed mail from leaving; raises TransitionError for one that is on its way or gone."""
    _lock(message)
    message.status = next_message_status(message.status, MessageAction.CANCEL)
    audit.record("message.cancelled", f"message:{message.id}", actor_id=actor_id, now=now, kind=message.kind)
    db.session.flush()


def release_message(message: Message, *, actor_id: int | None, now: datetime) -> None:
    """Let a held mail leave now, or give a failed one new attempts."""
    _lock(message)
    message.status = next_message_status(message.status, MessageAction.RELEASE)
    message.due_at, message.attempts, message.failure = now, 0, None
    audit.record("message.released", f"message:{message.id}", actor_id=actor_id, now=now, kind=message.kind)
    if message.subject_ref:
        publish("message.released", {"subject_ref": message.subject_ref}, now=now)
    db.session.flush()


def edit_message(message: Message, *, subject: str, text: str, actor_id: int, now: datetime) -> None:
    """Replace the words of a waiting mail, which the caller has locked and may edit. Its HTML follows the text; the
    links stay those that it had."""
    message.subject, message.text = subject, text
    message.html = plain.draw(subject, text, locale=message.locale) if message.html else None
    message.version += 1
    audit.record("message.edited", f"message:{message.id}", actor_id=actor_id, now=now, kind=message.kind)
    db.session.flush()


def record_bounce(report: Report, *, now: datetime) -> Message | None:
    """A delivery report came in. Where a mail of ours came back for good from the address it went to, write that down
    and tell whoever knows the person; None where the report changes nothing: a delay, an unknown mail, a known bounce.
    """
    query = sa.select(Message).where(Message.message_id == report.message_id)
    message = db.session.scalar(query.with_for_update())
    if message is None or message.bounced_at is not None:
        return None
    hard = [one for one in report.recipients if one.is_hard and message.address.lower() in one.addresses]
    if not hard:
        return None
    message.bounced_at, message.last_error = now, hard[0].reason
    audit.record("message.bounced", f"message:{message.id}", actor_id=None, now=now, kind=message.kind)
    publish_bounce(message.id, now=now)
    db.session.flush()
    return message


def publish_bounce(message_id: int, *, now: datetime) -> None:
    """Tell whoever knows the person that their address takes no mail: this one came back, or was refused."""
    publish("message.bounced", {"message_id": message_id}, now=now)


def _lock(message: Message) -> None:
    """See the row as it is now, and keep workers from it until the caller commits."""
    lock(message)


def cancel_waiting(subject_ref: str, *, actor_id: int | None, now: datetime) -> int:
    """Cancel all mails about one thing that have not left yet; returns how many."""
    waiting = db.session.scalars(
        sa.select(Message)
        .where(Message.subject_ref == subject_ref, Message.status == MessageStatus.WAITING)
        .order_by(Message.id)
        .with_for_update()
    ).all()
    for message in waiting:
        cancel_message(message, actor_id=actor_id, now=now)
    return len(waiting)
