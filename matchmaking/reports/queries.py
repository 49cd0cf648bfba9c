"""Reading reports, their files and the draft of the next one; and the rows of the named annex."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload, undefer

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import in_place, visible
from matchmaking.profiles.vocabulary import Kind
from matchmaking.reports.dashboard import Named
from matchmaking.reports.models import FileFormat, ReportDraft, Snapshot, SnapshotFile, Tally


def find_draft() -> ReportDraft | None:
    """What organizers wrote for the next report so far."""
    return db.session.get(ReportDraft, 1)


def find_tally() -> Tally | None:
    """The figures as they were counted last; None before the worker has counted any."""
    return db.session.get(Tally, 1)


def names_of(profile_ids: Collection[int]) -> dict[int, Named]:
    """The organisations with these ids that still exist here, as organizers read them."""
    columns = (Profile.id, Profile.key, Profile.name, Profile.country)
    rows = db.session.execute(sa.select(*columns).where(Profile.id.in_(profile_ids), in_place()))
    return {row.id: Named(*row) for row in rows}


def list_snapshots() -> Sequence[Snapshot]:
    """All reports, the latest first, with their files' names and sizes at hand."""
    query = sa.select(Snapshot).options(selectinload(Snapshot.files), selectinload(Snapshot.made_by))
    return db.session.scalars(query.order_by(Snapshot.number.desc())).all()


def get_snapshot(snapshot_id: int) -> Snapshot:
    """One with its content; raises NotFound."""
    found = db.session.get(Snapshot, snapshot_id, options=(undefer(Snapshot.content),))
    if found is None:
        raise NotFound(f"report {snapshot_id}")
    return found


def get_by_number(number: int) -> Snapshot:
    """A frozen report with its content, by its number; raises NotFound, also while it is being made."""
    query = sa.select(Snapshot).where(Snapshot.number == number, Snapshot.frozen_at.is_not(None))
    found = db.session.scalar(query.options(undefer(Snapshot.content)))
    if found is None:
        raise NotFound(f"report {number}")
    return found


def get_file(number: int, language: str, file_format: FileFormat) -> SnapshotFile:
    """One file with its bytes; raises NotFound, also while it is being made."""
    query = (
        sa.select(SnapshotFile)
        .join(SnapshotFile.snapshot)
        .where(Snapshot.number == number, SnapshotFile.language == language, SnapshotFile.format == file_format)
        .options(undefer(SnapshotFile.content))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(f"report {number}")
    return found


def next_number() -> int:
    """The number that the next report has."""
    return (db.session.scalar(sa.select(sa.func.max(Snapshot.number))) or 0) + 1


def list_nameable() -> Sequence[Profile]:
    """The organisations that the annex may name: visible at this moment, discreet investors left out."""
    discreet = sa.and_(Profile.discreet, Profile.kind == Kind.INVESTOR)
    query = sa.select(Profile).where(visible(), sa.not_(discreet))
    return db.session.scalars(query.order_by(Profile.country.desc(), sa.func.lower(Profile.name), Profile.id)).all()
