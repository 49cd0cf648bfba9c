"""What organizers said in another language for an organisation, and what its people said to it. Rows are kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.translations.lifecycle import TranslationStatus


class Translation(Identified, Base):
    """A presentation, an offer or a need in one other language.

    That of an offer or need hangs on it alone, and so follows it into another profile.
    """

    __tablename__ = "translations"
    __table_args__ = (
        sa.CheckConstraint("(profile_id IS NULL) != (opportunity_id IS NULL)", name="one_original"),
        sa.CheckConstraint("language IN ('fr', 'ar', 'en')", name="language"),
        sa.CheckConstraint("status NOT IN ('approved', 'refused') OR decided_at IS NOT NULL", name="decided_has_time"),
    )

    profile_id: Mapped[int | None] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("opportunities.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str] = mapped_column(sa.String(2))
    title: Mapped[str] = mapped_column(sa.String(200), default="")  # empty for a presentation
    text: Mapped[str] = mapped_column(sa.Text, default="")
    original: Mapped[str] = mapped_column(sa.String(64))  # passages.fingerprint of what was translated
    status: Mapped[TranslationStatus] = mapped_column(
        enum_type(TranslationStatus, "status"), default=TranslationStatus.PROPOSED
    )
    by_author: Mapped[bool] = mapped_column(default=False)  # its words are the author's own correction
    written_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    written_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    profile: Mapped[Profile | None] = relationship()
    opportunity: Mapped[Opportunity | None] = relationship()
    written_by: Mapped[User | None] = relationship(foreign_keys=[written_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)

    @property
    def owner(self) -> Profile:
        """Whose words it says."""
        found = self.opportunity.profile if self.opportunity is not None else self.profile
        assert found is not None
        return found

    @property
    def passage(self) -> str:
        """The key of what it translates, as in `passages.Original`."""
        return self.opportunity.key if self.opportunity is not None else ""
