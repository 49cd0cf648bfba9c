"""Mailings: whom they are for, what they say in each language, what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.mailings.lifecycle import MailingStatus


class Mailing(Identified, Base):
    """One message to many."""

    __tablename__ = "mailings"
    __table_args__ = (
        sa.CheckConstraint("(status = 'draft') = (sent_at IS NULL)", name="sent_has_time"),
        sa.CheckConstraint("(sent_at IS NULL) = (receivers IS NULL)", name="sent_has_count"),
        sa.CheckConstraint("(status = 'stopped') = (stopped_at IS NOT NULL)", name="stopped_has_time"),
    )

    status: Mapped[MailingStatus] = mapped_column(enum_type(MailingStatus, "status"), default=MailingStatus.DRAFT)
    audience: Mapped[dict[str, Any]] = mapped_column(default=dict)  # `Audience.as_codes`
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # language -> {"subject": …, "body": …}
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    receivers: Mapped[int | None]  # how many letters were written
    stopped_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    created_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class DigestReceipt(Base):
    """When we last looked for somebody's digest, and what was told: the same is not told twice."""

    __tablename__ = "digest_receipts"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    looked_at: Mapped[datetime]
    told: Mapped[dict[str, Any]]
