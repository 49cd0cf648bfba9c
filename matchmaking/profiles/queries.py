"""Reading profiles. Writes nothing; what a reader may be shown of a profile is decided in `disclosure`."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import Purpose, User
from matchmaking.accounts.queries import valid_consent
from matchmaking.config import Settings
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Membership, Profile
from matchmaking.profiles.vocabulary import Country


def in_demonstration() -> bool:
    """Whether this installation shows invented organisations."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings.demo


def visible() -> ColumnElement[bool]:
    """Whether other participants may see the `Profile` of the surrounding query, at this moment.

    Published, and the crossing of the border rests on something: the contact person's valid consents, or, while
    nobody has claimed an imported profile, the importer's declaration. Invented ones only in a demonstration.
    The same rule in Python: `policy.is_visible`.
    """
    listed = sa.exists(
        sa.select(User.id)
        .where(User.id == Profile.contact_user_id, valid_consent(Purpose.LISTING), valid_consent(Purpose.TRANSFER))
        .correlate(Profile)
    )
    declared = sa.and_(
        sa.or_(Profile.import_batch_id.is_not(None), Profile.fictional),
        Profile.contact_user_id.is_(None),
        Profile.claimed_at.is_(None),
        ~Profile.members.any(),
    )
    real_or_demonstrated = sa.true() if in_demonstration() else Profile.fictional.is_(False)
    return sa.and_(Profile.status == ProfileStatus.PUBLISHED, real_or_demonstrated, sa.or_(listed, declared))


def find_by_key(key: str) -> Profile | None:
    """The profile with this key, whoever may see it."""
    return db.session.scalar(sa.select(Profile).where(Profile.key == key))


def get_by_key(key: str) -> Profile:
    """The profile with this key; raises NotFound."""
    profile = find_by_key(key)
    if profile is None:
        raise NotFound(f"profile {key}")
    return profile


def list_for_user(user: User) -> Sequence[Profile]:
    """The organisations of a person, the one they joined first before the others."""
    return db.session.scalars(
        sa.select(Profile)
        .join(Membership, Membership.profile_id == Profile.id)
        .where(Membership.user_id == user.id)
        .order_by(Membership.joined_at, Membership.id)
    ).all()


def list_visible(country: Country | None = None) -> Sequence[Profile]:
    """All profiles that participants see, with their opportunities, by key."""
    query = sa.select(Profile).where(visible()).options(selectinload(Profile.opportunities)).order_by(Profile.key)
    if country is not None:
        query = query.where(Profile.country == country)
    return db.session.scalars(query).all()
