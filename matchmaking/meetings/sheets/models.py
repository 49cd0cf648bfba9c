"""The print pack that organizers have made: which version it shows, and when. The files lie beside the database."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified
from matchmaking.meetings.models import Schedule


class PrintPack(Identified, Base):
    """One printing of one version: as PDF and as a page that needs no network."""

    __tablename__ = "print_packs"
    __table_args__ = (sa.CheckConstraint("made_at IS NULL OR sheets IS NOT NULL", name="made_has_sheets"),)

    schedule_id: Mapped[int] = mapped_column(sa.ForeignKey("schedules.id", ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    sheets: Mapped[int | None]  # personal ones
    lacks_libraries: Mapped[bool] = mapped_column(default=False)  # no PDF: the machine cannot print

    schedule: Mapped[Schedule] = relationship()
    asked_by: Mapped[User | None] = relationship()
