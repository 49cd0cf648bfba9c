"""What an organisation keeps of the others. A line goes with either of the two."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.database import Base, Identified
from matchmaking.profiles.models import Profile


class ShortlistEntry(Identified, Base):
    """One organisation that another keeps, with the note that its people share.

    Where `dropped_at` is set it stands on no list any more; for a day it can be taken back with its note.
    """

    __tablename__ = "shortlist_entries"
    __table_args__ = (
        sa.UniqueConstraint("profile_id", "other_profile_id"),
        sa.CheckConstraint("profile_id != other_profile_id", name="two_profiles"),
    )

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    other_profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    kept_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    kept_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]

    profile: Mapped[Profile] = relationship(foreign_keys=[profile_id])
    other_profile: Mapped[Profile] = relationship(foreign_keys=[other_profile_id])
