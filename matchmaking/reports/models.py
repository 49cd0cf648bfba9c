"""The organizers' words for the next report, and the reports that were frozen with their files."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type

_MAYBE_JSON = sa.JSON(none_as_null=True)


class FileFormat(StrEnum):
    """What a report is made as."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"


class ReportDraft(Identified, Base):
    """What organizers write on the first page of the next report: one row, kept when a report is frozen."""

    __tablename__ = "report_drafts"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # part -> language -> text, as typed
    updated_at: Mapped[datetime]
    updated_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)

    updated_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class Tally(Identified, Base):
    """The dashboard's figures as the worker counted them last: one row, written anew each time."""

    __tablename__ = "report_tallies"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    counted_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]  # tallying.content_of


class Snapshot(Identified, Base):
    """One numbered report. Its content is written once, by the worker, and never changed."""

    __tablename__ = "report_snapshots"
    __table_args__ = (
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("(content IS NULL) = (frozen_at IS NULL)", name="frozen_has_content"),
        sa.CheckConstraint("(content IS NULL) = (sha256 IS NULL)", name="content_has_sum"),
    )

    number: Mapped[int] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    texts: Mapped[dict[str, Any]]  # the draft's, as it was when the button was pressed
    frozen_at: Mapped[datetime | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE_JSON, deferred=True)  # contents.Content, masked
    sha256: Mapped[str | None] = mapped_column(sa.String(64))

    made_by: Mapped[User | None] = relationship()
    files: Mapped[list[SnapshotFile]] = relationship(
        back_populates="snapshot", cascade="all, delete-orphan", order_by="SnapshotFile.id"
    )


class SnapshotFile(Identified, Base):
    """One file of a report, made once from its content: who downloads it a year later gets the same bytes."""

    __tablename__ = "report_files"
    __table_args__ = (sa.UniqueConstraint("snapshot_id", "language", "format"),)

    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("report_snapshots.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(sa.String(2))
    format: Mapped[FileFormat] = mapped_column(enum_type(FileFormat, "format"))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    size: Mapped[int]  # in bytes
    sha256: Mapped[str] = mapped_column(sa.String(64))

    snapshot: Mapped[Snapshot] = relationship(back_populates="files")
