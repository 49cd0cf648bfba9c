"""One row of switches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base, Identified


class PlatformSettings(Identified, Base):
    """The organizers' switches; the table holds exactly one row, made by the migration's first use."""

    __tablename__ = "platform_settings"
    __table_args__ = (
        sa.CheckConstraint("id = 1", name="one_row"),
        sa.CheckConstraint("hold_minutes BETWEEN 0 AND 1440", name="hold_minutes"),
        sa.CheckConstraint("not_now_days BETWEEN 1 AND 730", name="not_now_days"),
        sa.CheckConstraint("pending_requests BETWEEN 1 AND 50", name="pending_requests"),
        sa.CheckConstraint(
            "0 < event_first_reminder_hours AND event_first_reminder_hours < event_second_reminder_hours"
            " AND event_second_reminder_hours < event_call_hours AND event_call_hours <= 720",
            name="event_clock_grows",
        ),
        sa.CheckConstraint(
            "0 < first_reminder_days AND first_reminder_days < second_reminder_days"
            " AND second_reminder_days < alert_days AND alert_days < close_days AND close_days <= 365",
            name="ordinary_clock_grows",
        ),
        sa.CheckConstraint(
            "outcome_first_days BETWEEN 1 AND 365 AND outcome_second_days BETWEEN 2 AND 730"
            " AND outcome_first_days < outcome_second_days",
            name="outcome_days",
        ),
    )

    suggestions_open: Mapped[bool] = mapped_column(default=False)  # participants see their suggestions
    review_edits: Mapped[bool] = mapped_column(default=False)  # edits of published profiles wait for a check
    hold_minutes: Mapped[int] = mapped_column(default=10)  # introduction mails wait this long
    not_now_days: Mapped[int] = mapped_column(default=90, server_default="90")  # a « not now » closes a pair so long
    # An introduction that waits while an event is near, in hours after its letter left.
    event_first_reminder_hours: Mapped[int] = mapped_column(default=24, server_default="24")
    event_second_reminder_hours: Mapped[int] = mapped_column(default=48, server_default="48")
    event_call_hours: Mapped[int] = mapped_column(default=72, server_default="72")
    # One that waits otherwise, in days after its letter left.
    first_reminder_days: Mapped[int] = mapped_column(default=3, server_default="3")
    second_reminder_days: Mapped[int] = mapped_column(default=7, server_default="7")
    alert_days: Mapped[int] = mapped_column(default=10, server_default="10")
    close_days: Mapped[int] = mapped_column(default=14, server_default="14")
    weekends_kept: Mapped[bool] = mapped_column(default=True, server_default=sa.true())  # nothing leaves on them
    # How many requests for an introduction an organisation may have before the organizers at one time.
    pending_requests: Mapped[int] = mapped_column(default=5, server_default="5")
    # Both sides are asked what came of it, so long after the contacts opened.
    outcome_first_days: Mapped[int] = mapped_column(default=30, server_default="30")
    outcome_second_days: Mapped[int] = mapped_column(default=90, server_default="90")
    updated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


# Before anybody touched them.
DEFAULTS: Mapping[str, Any] = {
    "suggestions_open": False,
    "review_edits": False,
    "hold_minutes": 10,
    "not_now_days": 90,
    "event_first_reminder_hours": 24,
    "event_second_reminder_hours": 48,
    "event_call_hours": 72,
    "first_reminder_days": 3,
    "second_reminder_days": 7,
    "alert_days": 10,
    "close_days": 14,
    "weekends_kept": True,
    "pending_requests": 5,
    "outcome_first_days": 30,
    "outcome_second_days": 90,
}
