"""The audit trail's one table. Rows are added, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base, Identified


class AuditEvent(Identified, Base):
    """One thing somebody did. No foreign keys: the trail outlives what it speaks of."""

    __tablename__ = "audit_events"

    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(index=True)  # None: the platform itself
    action: Mapped[str] = mapped_column(sa.String(64))  # "<feature>.<verb>", such as "profile.published"
    subject: Mapped[str] = mapped_column(sa.String(64), index=True)  # "<thing>:<id>", such as "profile:7"
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)  # codes and numbers, never user texts or contacts
