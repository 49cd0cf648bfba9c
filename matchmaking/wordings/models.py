"""The organizers' own words of letters."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified


class Wording(Identified, Base):
    """One letter in one language as organizers wrote it. Back to the delivered words it stays, out of use, so that
    nothing written is lost."""

    __tablename__ = "wordings"
    __table_args__ = (sa.UniqueConstraint("kind", "locale"),)

    kind: Mapped[str] = mapped_column(sa.String(64))
    locale: Mapped[str] = mapped_column(sa.String(8))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    spoken: Mapped[str] = mapped_column(sa.Text)
    in_use: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]
    updated_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))

    updated_by: Mapped[User | None] = relationship()
