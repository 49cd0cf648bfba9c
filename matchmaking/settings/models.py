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
    "outcome_first_days": 30,
    "outcome_second_days": 90,
}
