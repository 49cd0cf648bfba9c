"""Notes, tags and the organizer who follows an introduction. They go with it, and nothing else hangs on them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified


class IntroductionNote(Identified, Base):
    """One note; struck out it stays readable, with who did it and when."""

    __tablename__ = "introduction_notes"
    __table_args__ = (sa.CheckConstraint("struck_by_id IS NULL OR struck_at IS NOT NULL", name="struck_has_time"),)

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime]
    struck_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    struck_at: Mapped[datetime | None]

    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    struck_by: Mapped[User | None] = relationship(foreign_keys=[struck_by_id])


class IntroductionTag(Identified, Base):
    """A free word that organizers find an introduction by, kept in one spelling."""

    __tablename__ = "introduction_tags"
    __table_args__ = (sa.UniqueConstraint("introduction_id", "tag"),)

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"))
    tag: Mapped[str] = mapped_column(sa.String(40), index=True)


class IntroductionFollower(Identified, Base):
    """The one organizer who follows an introduction."""

    __tablename__ = "introduction_followers"

    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]

    user: Mapped[User] = relationship()
