"""Finding a kept form: it belongs to the person whose session had ended, or, unknown, to the browser that sent it."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.accounts.models import KeptForm, User
from matchmaking.accounts.secret import digest
from matchmaking.extensions import db


def find_kept(user: User, token: str | None, path: str | None = None) -> KeptForm | None:
    """The latest form kept for this person, or by this browser while nobody was known; only that of `path` if given."""
    mine = KeptForm.user_id == user.id
    if token:
        mine = sa.or_(mine, sa.and_(KeptForm.user_id.is_(None), KeptForm.token_hash == digest(token)))
    query = sa.select(KeptForm).where(mine).order_by(KeptForm.kept_at.desc(), KeptForm.id.desc()).limit(1)
    return db.session.scalar(query if path is None else query.where(KeptForm.path == path))
