"""Taking profiles in from a plan, with the declaration of consent they rest on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.extensions import db
from matchmaking.outbox.operations import publish as publish_fact
from matchmaking.profiles import content
from matchmaking.profiles.exchange.layout import fold
from matchmaking.profiles.exchange.plan import ImportPlan, PlannedRow, Taken, make_plan
from matchmaking.profiles.exchange.reading import read
from matchmaking.profiles.exchange.writing import write
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus, next_status
from matchmaking.profiles.models import ImportBatch, ImportDraft, Profile

DRAFT_LIFE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Who declares that the consents of the imported organisations exist, and on what paper."""

    paper: str
    filename: str
    declared_by: User | None  # None: on the server's command line


def plan_file(filename: str, body: bytes) -> ImportPlan:
    """Judge a file against what stands on the platform; raises UnreadableFile. Changes nothing."""
    return make_plan(read(filename, body), _taken())


def keep_draft(body: bytes, declaration: Declaration, *, now: datetime) -> ImportDraft:
    """Keep a file while its organizer looks at the dry run; drafts of yesterday are removed."""
    assert declaration.declared_by is not None
    db.session.execute(sa.delete(ImportDraft).where(ImportDraft.uploaded_at < now - DRAFT_LIFE))
    draft = ImportDraft(
        filename=declaration.filename,
        content=body,
        paper=declaration.paper,
        uploaded_by_id=declaration.declared_by.id,
        uploaded_at=now,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def keep_rest(draft: ImportDraft, plan: ImportPlan) -> None:
    """After the good rows were imported, keep of the file only the others; without others forget it."""
    if plan.bad:
        draft.content = write(draft.filename, [row.values for row in plan.bad])
    else:
        db.session.delete(draft)


def carry_out(plan: ImportPlan, declaration: Declaration, *, publish: bool, now: datetime) -> Sequence[Profile]:
    """Take in the good rows of a plan, submitted for a check or published at once."""
    batch = ImportBatch(
        declared_by_id=declaration.declared_by.id if declaration.declared_by else None,
        declared_at=now,
        paper=declaration.paper,
        filename=declaration.filename,
        row_count=len(plan.good),
    )
    db.session.add(batch)
    taken = set(_taken().keys)
    profiles = [_profile(row, batch, taken, publish=publish, now=now) for row in plan.good]
    db.session.flush()
    audit.record(
        "profiles.imported",
        f"import:{batch.id}",
        actor_id=batch.declared_by_id,
        now=now,
        rows=len(profiles),
        published=publish,
    )
    if publish:
        for profile in profiles:
            publish_fact("profile.changed", {"profile_id": profile.id}, now=now)
    return profiles


def _profile(row: PlannedRow, batch: ImportBatch, taken: set[str], *, publish: bool, now: datetime) -> Profile:
    assert row.content is not None
    profile = Profile(
        key=row.key or _new_key(row.content.country, taken),
        status=next_status(ProfileStatus.DRAFT, ProfileAction.PUBLISH if publish else ProfileAction.SUBMIT),
        import_batch=batch,
        submitted_at=now,
        published_at=now if publish else None,
        created_at=now,
        updated_at=now,
        last_opportunity=0,
    )
    taken.add(profile.key)
    db.session.add(profile)
    content.apply(profile, content.without_keys(row.content))
    return profile


def _new_key(country: str, taken: set[str]) -> str:
    while (key := f"{country}-{secrets.token_hex(4)}") in taken:
        pass
    return key


def _taken() -> Taken:
    rows = db.session.execute(sa.select(Profile.key, Profile.country, Profile.name)).all()
    return Taken(
        keys={row.key for row in rows}, names={(row.country.value, fold(row.name) or row.name) for row in rows}
    )
