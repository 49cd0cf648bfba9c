"""Keeping a posted form for the time of a sign-in, and forgetting it."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from matchmaking.accounts.kept_forms.fields import Fields
from matchmaking.accounts.models import KeptForm, User
from matchmaking.accounts.secret import digest
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox

KEEP = timedelta(days=7)
PURGE = "accounts.purge_kept_forms"


def keep(fields: Fields, *, path: str, token: str, user: User | None, now: datetime) -> None:
    """Keep the text of the form that stands on `path`; a later one from the same browser takes its place."""
    hashed = digest(token)
    db.session.execute(sa.delete(KeptForm).where(KeptForm.token_hash == hashed, KeptForm.path == path))
    db.session.add(
        KeptForm(token_hash=hashed, path=path, user_id=user.id if user else None, fields=fields, kept_at=now)
    )
    outbox.enqueue(PURGE, {}, now=now, unique_key=PURGE, after=KEEP)
    db.session.flush()


def drop(kept: KeptForm) -> None:
    """Forget one form: it was saved."""
    db.session.delete(kept)
    db.session.flush()


def purge(*, now: datetime) -> None:
    """Forget what nobody came back for within a week, and look again while something is kept."""
    db.session.execute(sa.delete(KeptForm).where(KeptForm.kept_at <= now - KEEP))
    oldest = db.session.scalar(sa.select(sa.func.min(KeptForm.kept_at)))
    if oldest is not None:
        outbox.enqueue(PURGE, {}, now=now, unique_key=PURGE, after=oldest + KEEP - now)
