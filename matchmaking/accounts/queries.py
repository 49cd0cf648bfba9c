"""Reading persons, their consents and their personal links."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts import policy
from matchmaking.accounts.models import (
    Consent,
    DigestFrequency,
    MailPreference,
    MailTopic,
    PersonalLink,
    Purpose,
    RoleName,
    User,
)
from matchmaking.accounts.secret import digest
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


def list_users(role: RoleName | None = None) -> Sequence[User]:
    """All accounts, or those with a role, by name."""
    query = sa.select(User).order_by(User.full_name, User.id)
    if role is not None:
        query = query.where(User.roles.any(name=role))
    return db.session.scalars(query).all()


def valid_consent(purpose: Purpose) -> ColumnElement[bool]:
    """Whether the `User` of the surrounding query holds a valid consent; in Python: `policy.has_consent`."""
    return sa.exists(
        sa.select(Consent.id)
        .where(Consent.user_id == User.id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
        .correlate(User)
    )


def wants_mail(topic: MailTopic) -> ColumnElement[bool]:
    """Whether the `User` of the surrounding query wants this kind of mail; in Python: `policy.wants`."""
    mine = sa.select(MailPreference.id).where(MailPreference.user_id == User.id)
    if topic is MailTopic.NEWS:
        wanted, unasked = mine.where(MailPreference.news), policy.NEWS_UNASKED
    else:
        wanted = mine.where(MailPreference.digest != DigestFrequency.NEVER)
        unasked = policy.DIGEST_UNASKED is not DigestFrequency.NEVER
    said = sa.exists(wanted.correlate(User))
    return sa.or_(said, ~sa.exists(mine.correlate(User))) if unasked else said


def is_reached_by_mail() -> ColumnElement[bool]:
    """Whether a mail to the `User` of the surrounding query can arrive; in Python: `policy.is_reached_by_mail`."""
    return sa.and_(User.email.is_not(None), User.email.is_distinct_from(User.bounced_address))


def list_personal_links() -> Sequence[PersonalLink]:
    """All personal links, the latest first."""
    return db.session.scalars(
        sa.select(PersonalLink).order_by(PersonalLink.created_at.desc(), PersonalLink.id.desc())
    ).all()


def get_personal_link(link_id: int) -> PersonalLink:
    """The link with this id, for those who manage links; raises NotFound."""
    link = db.session.get(PersonalLink, link_id)
    if link is None:
        raise NotFound(f"personal link {link_id}")
    return link


def list_links_of(user: User) -> Sequence[PersonalLink]:
    """The personal links that lead to an account, ended ones included, oldest first."""
    query = sa.select(PersonalLink).where(PersonalLink.user_id == user.id).order_by(PersonalLink.id)
    return db.session.scalars(query).all()


def find_own_link(user: User, *, for_update: bool = False) -> PersonalLink | None:
    """The open link with a code of its own by which a person comes in; the newest of several."""
    query = sa.select(PersonalLink).where(PersonalLink.user_id == user.id, PersonalLink.code_hash.is_not(None))
    query = query.order_by(PersonalLink.id.desc())
    links = db.session.scalars(query.with_for_update() if for_update else query)
    return next((link for link in links if policy.is_open(link)), None)


def find_personal_link(token: str, *, for_update: bool = False) -> PersonalLink | None:
    """The link behind the token of an address, ended ones included; locked where the caller will change it."""
    query = sa.select(PersonalLink).where(PersonalLink.token_hash == digest(token))
    return db.session.scalar(query.with_for_update() if for_update else query)
