"""Personal links: an organizer makes one for a person who lives by phone, who enters with a code of their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flask_security import hash_password, verify_password

from matchmaking.accounts import policy
from matchmaking.accounts.models import ConsentChannel, PersonalLink, Purpose, RoleName, User
from matchmaking.accounts.operations.consents import give_consents
from matchmaking.accounts.operations.people import Person, check_consents, make_account
from matchmaking.accounts.secret import digest, new_token
from matchmaking.accounts.sign_in import datastore
from matchmaking.audit import operations as audit
from matchmaking.errors import Gone, NotAllowed
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox


def make_personal_link(
    *, full_name: str, phone: str, locale: str, user: User | None = None, actor: User, now: datetime
) -> tuple[PersonalLink, str]:
    """A link for a person who asked `actor` for one, and its token, which is kept nowhere.

    `user` is their account where they have one already. Raises NotAllowed for anybody but an organizer.
    """
    _check_organizer(actor)
    token = new_token()
    link = PersonalLink(
        token_hash=digest(token),
        full_name=full_name,
        phone=phone,
        locale=locale,
        user=user,
        created_by_id=actor.id,
        created_at=now,
        wrong_codes=0,
    )
    db.session.add(link)
    db.session.flush()
    _record("made", link, actor=actor, now=now)
    return link, token


def renew_personal_link(link: PersonalLink, *, actor: User, now: datetime) -> str:
    """Another token for the same person, who then chooses another code; the address until now ends, and with it
    every sign-in of that person: the phone may be in other hands."""
    _check_organizer(actor)
    token = new_token()
    link.token_hash, link.code_hash, link.wrong_codes, link.revoked_at = digest(token), None, 0, None
    _sign_out_everywhere(link)
    _record("renewed", link, actor=actor, now=now)
    db.session.flush()
    return token


def revoke_personal_link(link: PersonalLink, *, actor: User, now: datetime) -> None:
    """End a link for good, and every sign-in of its person; the account behind it stays. Twice is once."""
    _check_organizer(actor)
    if link.revoked_at is None:
        link.revoked_at = now
        _sign_out_everywhere(link)
        _record("revoked", link, actor=actor, now=now)
        db.session.flush()


def open_account_by_link(
    link: PersonalLink, *, code: str, residence: str, consents: Collection[Purpose], locale: str, now: datetime
) -> User:
    """The first entry: the person's account, with what they agreed to and the code they chose.

    Raises NotAllowed where a needed consent is missing: nothing is stored then; Gone for a link that has ended.
    """
    person = Person(full_name=link.full_name, phone=link.phone, residence=residence, locale=locale)
    check_consents(person, consents)
    if link.user is not None:
        raise NotAllowed("the account of this link is open already")
    link.user = make_account(person, RoleName.PARTICIPANT, now=now)
    give_consents(link.user, consents, channel=ConsentChannel.LINK, locale=locale, actor=link.user, now=now)
    return choose_code(link, code, now=now)


def choose_code(link: PersonalLink, code: str, *, now: datetime) -> User:
    """The holder of a new link chooses its code, and is in."""
    if not policy.is_open(link) or link.user is None or link.code_hash is not None:
        raise Gone("personal link")
    link.code_hash = hash_password(code)
    link.first_used_at = link.first_used_at or now
    return _enter(link, link.user, now=now)


def enter_by_code(link: PersonalLink, code: str, *, now: datetime) -> User | None:
    """A later entry; None for a wrong code, which is counted: the caller commits either way."""
    if not policy.is_open(link) or link.user is None or link.code_hash is None:
        raise Gone("personal link")
    return _enter(link, link.user, now=now) if check_code(link, code, now=now) else None


def check_code(link: PersonalLink, code: str, *, now: datetime) -> bool:
    """Whether this is the code of an open link. A wrong one is counted, and one too many locks the link."""
    if link.code_hash is not None and verify_password(code, link.code_hash):
        link.wrong_codes = 0
        return True
    link.wrong_codes += 1
    if policy.is_locked(link):
        _record("locked", link, actor=None, now=now)
    db.session.flush()
    return False


def _enter(link: PersonalLink, user: User, *, now: datetime) -> User:
    _record("opened", link, actor=user, now=now)
    db.session.flush()
    outbox.publish("personal_link.opened", {"link_id": link.id, "user_id": user.id}, now=now)
    return user


def _sign_out_everywhere(link: PersonalLink) -> None:
    if link.user is not None:
        datastore.set_uniquifier(link.user)


def _check_organizer(actor: User) -> None:
    if not policy.is_organizer(actor):
        raise NotAllowed("personal links are made by organizers")


def _record(what: str, link: PersonalLink, *, actor: User | None, now: datetime) -> None:
    audit.record(f"personal_link.{what}", f"personal_link:{link.id}", actor_id=actor.id if actor else None, now=now)
