"""Accounts: registering, confirming an address, making one from the command line, roles."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from flask_security import hash_password

from matchmaking import config
from matchmaking.accounts import notifications, policy, queries
from matchmaking.accounts.models import ConsentChannel, Purpose, RoleName, User
from matchmaking.accounts.operations.consents import give_consents
from matchmaking.accounts.sign_in import datastore
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who somebody says they are."""

    full_name: str
    email: str | None = None
    phone: str | None = None
    residence: str | None = None
    locale: str = "fr"
    password: str | None = field(default=None, repr=False)


def register(person: Person, consents: Collection[Purpose], *, next_path: str | None = None, now: datetime) -> None:
    """Store a new account and write to its address; for an address on file, write to its owner instead.

    The caller learns nothing about which of the two it was, and both take the same work.
    Raises NotAllowed where a needed consent is missing: nothing is stored then.
    """
    check_consents(person, consents)
    assert person.email is not None
    assert person.password is not None
    password = hash_password(person.password)
    user = queries.find_user_by_email(person.email)
    if user is None:
        user = make_account(person, RoleName.PARTICIPANT, now=now)
        user.password = password
        give_consents(user, consents, channel=ConsentChannel.WEB, locale=person.locale, actor=user, now=now)
    if user.confirmed_at is None:
        notifications.ask_to_confirm(user, next_path=next_path, now=now)
    elif policy.can_sign_in(user, demonstration=config.current().demo):
        notifications.tell_already_registered(user, now=now)


def check_consents(person: Person, consents: Collection[Purpose]) -> None:
    """Refuse to store anybody without what storing rests on: the terms, and abroad the transfer."""
    abroad = policy.needs_transfer(person.residence or "", hosting_country=config.current().hosting_country)
    if Purpose.TERMS not in consents or (abroad and Purpose.TRANSFER not in consents):
        raise NotAllowed("a consent is missing")


def make_account(person: Person, role: RoleName, *, now: datetime, confirmed: bool = False) -> User:
    """The row of a new account, without a password, with one role."""
    user = datastore.create_user(
        full_name=person.full_name,
        email=person.email,
        phone=person.phone,
        residence=person.residence,
        locale=person.locale,
        confirmed_at=now if confirmed else None,
        created_at=now,
    )
    assert isinstance(user, User)
    datastore.add_role_to_user(user, datastore.find_or_create_role(role))
    db.session.flush()
    audit.record("account.made", f"user:{user.id}", actor_id=user.id, now=now, role=role.value)
    return user


def confirm_address(user: User, *, now: datetime) -> bool:
    """The owner of the address pressed the button; False where it was confirmed before."""
    if user.confirmed_at is not None:
        return False
    user.confirmed_at = now
    audit.record("account.confirmed", f"user:{user.id}", actor_id=user.id, now=now)
    db.session.flush()
    return True


def create_user(person: Person, role: RoleName, *, country: str | None = None, now: datetime) -> User:
    """An account made by the operator, whose word proves the address; without a password, a mail asks to choose one.

    `country` is a side organizer's; raises NotAllowed where it is missing, or given to another role.
    """
    _check_side(role, country)
    user = make_account(person, role, now=now, confirmed=True)
    user.organizes_country = country
    if person.password:
        user.password = hash_password(person.password)
    else:
        notifications.invite_to_set_password(user, now=now)
    db.session.flush()
    return user


def set_role(user: User, role: RoleName, *, country: str | None = None, now: datetime) -> None:
    """Give a person this role instead of those they had; `country` as in `create_user`."""
    _check_side(role, country)
    user.roles.clear()
    datastore.add_role_to_user(user, datastore.find_or_create_role(role))
    user.organizes_country = country
    side = {"country": country} if country else {}
    audit.record("account.role_set", f"user:{user.id}", actor_id=None, now=now, role=role.value, **side)
    db.session.flush()


def _check_side(role: RoleName, country: str | None) -> None:
    """A side organizer has one country, nobody else has any."""
    if (role is RoleName.SIDE_ORGANIZER) != (country is not None):
        raise NotAllowed("a side organizer, and nobody else, stands for one country")


def show_tour(user: User, *, shown: bool) -> None:
    """Put the first steps on the home page away, or call them back."""
    user.tour_shown = shown
    db.session.flush()


def choose_language(user: User, locale: str) -> None:
    """Mails and pages come in this language from now on."""
    user.locale = locale
    db.session.flush()
