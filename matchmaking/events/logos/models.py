"""A partner's logo as the pages show it: made anew from what was uploaded, small, without anything but its colours."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base, Identified


class PartnerLogo(Identified, Base):
    """One picture, a PNG of some kilobytes: it lies in the database, and so in every backup."""

    __tablename__ = "partner_logos"
    __table_args__ = (sa.CheckConstraint("width > 0 AND height > 0", name="size"),)

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(160))  # whose logo it is: read in the place of the picture
    position: Mapped[int]
    image: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    width: Mapped[int]
    height: Mapped[int]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]
