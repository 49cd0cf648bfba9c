"""Reading the outbox."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.outbox import policy
from matchmaking.outbox.lifecycle import JobStatus, MessageStatus
from matchmaking.outbox.models import Job, Message
from matchmaking.paging import Page, cut

PAGE_SIZE = 40
MOST_HELD = 200


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


def list_messages(*, state: MessageStatus | None = None, kind: str | None = None, page: int = 1) -> Page[Message]:
    """What failed or came back first, then what waits, next to leave on top, then what left, latest first."""
    conditions = []
    if state is not None:
        conditions.append(Message.status == state)
    if kind is not None:
        conditions.append(Message.kind == kind)
    total = db.session.scalar(sa.select(sa.func.count(Message.id)).where(*conditions)) or 0
    here = cut(page, total=total, length=PAGE_SIZE)
    rank = sa.case(
        (sa.or_(Message.status == MessageStatus.FAILED, Message.bounced_at.is_not(None)), 0),
        (Message.status == MessageStatus.SENDING, 1),
        (Message.status == MessageStatus.WAITING, 2),
        else_=3,
    )
    next_to_leave = sa.case((Message.status == MessageStatus.WAITING, Message.due_at))
    query = sa.select(Message).where(*conditions).order_by(rank, next_to_leave, Message.id.desc())
    return here.page(db.session.scalars(query.limit(here.length).offset(here.start)).all())


@dataclass(frozen=True)
class Held:
    """The letters that still wait for their time; `total` also counts those beyond the first `MOST_HELD`."""

    messages: Sequence[Message]
    total: int


def list_held(now: datetime) -> Held:
    """What organizers may still read, edit, cancel or release, next to leave first, by what they are about."""
    query = sa.select(Message).where(_held(now)).order_by(Message.due_at, Message.subject_ref, Message.id)
    return Held(db.session.scalars(query.limit(MOST_HELD)).all(), count_held(now))


def count_held(now: datetime) -> int:
    """How many letters wait for their time."""
    return db.session.scalar(sa.select(sa.func.count(Message.id)).where(_held(now))) or 0


def _held(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        Message.status == MessageStatus.WAITING,
        Message.due_at > now,
        Message.attempts == 0,
        Message.confidential.is_(False),
    )


def is_lost() -> sa.ColumnElement[bool]:
    """Whether the receiver of the `Message` of the surrounding query must hear of it otherwise; in Python:
    `policy.is_lost`."""
    return sa.or_(Message.status.in_(policy.LOST), Message.bounced_at.is_not(None))


def list_for_decision(message_ids: Collection[int]) -> dict[int, Message]:
    """Many messages by id, locked in one order until the decision about them is committed."""
    query = sa.select(Message).where(Message.id.in_(message_ids)).order_by(Message.id)
    return {message.id: message for message in db.session.scalars(query.with_for_update())}


def list_kinds() -> Sequence[str]:
    """The kinds of the messages that there are."""
    return db.session.scalars(sa.select(Message.kind).distinct().order_by(Message.kind)).all()


def get_message(message_id: int) -> Message:
    """The message; raises NotFound."""
    message = db.session.get(Message, message_id)
    if message is None:
        raise NotFound(f"message {message_id}")
    return message


def get_for_decision(message_id: int) -> Message:
    """The message, locked until the decision about it is committed, so that no worker takes it meanwhile."""
    message = db.session.get(Message, message_id, with_for_update=True)
    if message is None:
        raise NotFound(f"message {message_id}")
    return message
