"""What organizers changed of the lexicon: one row a concept, laid over the shipped file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base, Identified


class EntryEvent(StrEnum):
    """What the audit trail remembers of a concept."""

    ADDED = "lexicon.added"
    CORRECTED = "lexicon.corrected"
    SWITCHED_OFF = "lexicon.switched_off"
    SWITCHED_ON = "lexicon.switched_on"
    RESTORED = "lexicon.restored"


def subject_of(concept: str) -> str:
    """How the audit trail names a concept."""
    return f"concept:{concept}"


class LexiconEntry(Identified, Base):
    """A concept as an organizer wants it. Whether it is added or corrected follows from the shipped file, which a new
    version of the product may change; taking a change back deletes its row, and the audit trail remembers it."""

    __tablename__ = "lexicon_entries"
    __table_args__ = (
        sa.UniqueConstraint("concept"),
        sa.CheckConstraint("(fr = '') = (ar = '') AND (fr = '') = (en = '')", name="all_languages"),
        sa.CheckConstraint("NOT is_on OR fr != ''", name="on_has_words"),
    )

    concept: Mapped[str] = mapped_column(sa.String(56))
    is_on: Mapped[bool]
    parent: Mapped[str | None] = mapped_column(sa.String(56))
    # Phrases joined by bars, as in the file; empty where a shipped concept is only switched off.
    fr: Mapped[str] = mapped_column(sa.Text)
    ar: Mapped[str] = mapped_column(sa.Text)
    en: Mapped[str] = mapped_column(sa.Text)
    changed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)
