"""Rows of the outbox: jobs, messages and the workers' leases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base, Identified, enum_type
from matchmaking.outbox.calendar import Calendar, CalendarMethod
from matchmaking.outbox.lifecycle import Failure, JobStatus, MessageStatus


class Job(Identified, Base):
    """Work to be done once after the transaction that asked for it."""

    __tablename__ = "jobs"
    __table_args__ = (
        # Two changes of one profile before the worker wakes are one job.
        sa.Index(
            "uq_jobs_waiting_key",
            "unique_key",
            unique=True,
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        ),
        sa.Index("ix_jobs_due", "status", "due_at", "id"),
        sa.CheckConstraint("status != 'running' OR leased_until IS NOT NULL", name="running_has_lease"),
        sa.CheckConstraint("status NOT IN ('done', 'failed') OR finished_at IS NOT NULL", name="finished_has_time"),
    )

    kind: Mapped[str] = mapped_column(sa.String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    unique_key: Mapped[str | None] = mapped_column(sa.String(128))
    status: Mapped[JobStatus] = mapped_column(enum_type(JobStatus, "status"), default=JobStatus.WAITING)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_by: Mapped[str | None] = mapped_column(sa.String(64))
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(sa.String(500))  # class and place, never the values it spoke of
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Message(Identified, Base):
    """A mail, rendered when queued in the receiver's language.

    Bodies hold placeholders such as `{{link:decide}}`; `links` says what each stands for, and the worker mints
    the real address when it sends. So neither this table nor any page ever holds a live link.
    """

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("message_id"),
        sa.Index("ix_messages_due", "status", "due_at", "id"),
        sa.CheckConstraint("status != 'sent' OR sent_at IS NOT NULL", name="sent_has_time"),
        sa.CheckConstraint("status != 'sending' OR leased_until IS NOT NULL", name="sending_has_lease"),
        sa.CheckConstraint("status != 'failed' OR failure IS NOT NULL", name="failed_has_reason"),
        sa.CheckConstraint(
            "(calendar_text IS NULL) = (calendar_method IS NULL) AND (calendar_text IS NULL) = (calendar_name IS NULL)",
            name="calendar_whole",
        ),
    )

    message_id: Mapped[str] = mapped_column(sa.String(128))  # the mail's own Message-ID, the same on every attempt
    kind: Mapped[str] = mapped_column(sa.String(64))  # "account.confirm", "introduction.proposal", …
    subject_ref: Mapped[str | None] = mapped_column(sa.String(64), index=True)  # "introduction:7"
    receiver_id: Mapped[int | None] = mapped_column(index=True)  # users.id; no foreign key, accounts stand above
    confidential: Mapped[bool] = mapped_column(default=False)  # account mails: subject and state only
    address: Mapped[str] = mapped_column(sa.String(254))
    locale: Mapped[str] = mapped_column(sa.String(8))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str | None] = mapped_column(sa.Text)
    links: Mapped[dict[str, Any]] = mapped_column(default=dict)  # placeholder -> {"purpose": …, …payload}
    list_unsubscribe: Mapped[str | None] = mapped_column(sa.String(32))  # the placeholder that stops such mails
    calendar_text: Mapped[str | None] = mapped_column(sa.Text)
    calendar_method: Mapped[CalendarMethod | None] = mapped_column(enum_type(CalendarMethod, "calendar_method"))
    calendar_name: Mapped[str | None] = mapped_column(sa.String(80))
    status: Mapped[MessageStatus] = mapped_column(enum_type(MessageStatus, "status"), default=MessageStatus.WAITING)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_by: Mapped[str | None] = mapped_column(sa.String(64))
    leased_until: Mapped[datetime | None]
    failure: Mapped[Failure | None] = mapped_column(enum_type(Failure, "failure"))  # of the last attempt
    last_error: Mapped[str | None] = mapped_column(sa.String(500))  # what the mail server said, without the address
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]  # the receiver's mail server sent it back after ours had taken it over
    version: Mapped[int] = mapped_column(default=0)  # of the words: an organizer may edit them while it waits

    @property
    def calendar(self) -> Calendar | None:
        """The calendar file that it carries."""
        if self.calendar_text is None or self.calendar_method is None or self.calendar_name is None:
            return None
        return Calendar(text=self.calendar_text, method=self.calendar_method, filename=self.calendar_name)


class WorkerHeartbeat(Base):
    """A sign of life of each worker, for the organizers' page and `flask doctor`."""

    __tablename__ = "worker_heartbeats"

    name: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    doing: Mapped[str] = mapped_column(sa.String(128), default="")
