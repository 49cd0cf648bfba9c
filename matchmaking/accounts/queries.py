"""Reading persons and their consents."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import Consent, Purpose, User
from matchmaking.errors import NotFound
from matchmaking.extensions import db


def get_user(user_id: int) -> User:
    """The person with this id; raises NotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound(f"user {user_id}")
    return user


def find_user_by_email(email: str) -> User | None:
    """The person with this address, whatever its case."""
    return db.session.scalar(sa.select(User).where(User.email == email.strip().lower()))


def valid_consent(purpose: Purpose) -> ColumnElement[bool]:
    """Whether the `User` of the surrounding query holds a valid consent; in Python: `policy.has_consent`."""
    return sa.exists(
        sa.select(Consent.id)
        .where(Consent.user_id == User.id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
        .correlate(User)
    )
