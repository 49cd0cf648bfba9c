"""What is kept of schedules outside the pages: the print packs that organizers have made (the files lie beside the
database), and the addresses that calendar programs read."""

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


class CalendarFeed(Identified, Base):
    """A person's own address for calendar programs; the row stays when it is closed, so that no old address opens
    again."""

    __tablename__ = "calendar_feeds"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    generation: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
