"""The mails about an account. All are confidential and leave at once; their links are made when they leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from matchmaking.accounts.letters import write_letter
from matchmaking.accounts.models import User
from matchmaking.outbox.operations import queue_message

# What organizers read on their page of messages.
LETTERS = {
    "account.confirm": _l("Account: confirm the address"),
    "account.already_registered": _l("Account: already registered"),
    "account.reset": _l("Account: new password"),
    "account.sign_in": _l("Account: sign-in link"),
    "account.invitation": _l("Account: first password"),
    "account.password_changed": _l("Account: password changed"),
}


def ask_to_confirm(user: User, *, next_path: str | None, now: datetime) -> None:
    """The link that proves an address."""
    _send(user, "confirm", {"confirm": {"purpose": "account.confirm", "next": next_path}}, now=now)


def tell_already_registered(user: User, *, now: datetime) -> None:
    """Somebody, most likely the owner, registered an address that has an account."""
    links = {"sign_in": {"purpose": "account.sign_in"}, "reset": {"purpose": "account.reset"}}
    _send(user, "already_registered", links, now=now)


def send_reset(user: User, *, now: datetime) -> None:
    """The link to a new password."""
    _send(user, "reset", {"reset": {"purpose": "account.reset"}}, now=now)


def send_sign_in_link(user: User, *, next_path: str | None, now: datetime) -> None:
    """The link that signs in once."""
    _send(user, "sign_in", {"sign_in": {"purpose": "account.sign_in", "next": next_path}}, now=now)


def invite_to_set_password(user: User, *, now: datetime) -> None:
    """The operator made this account: choose a password."""
    _send(user, "invitation", {"reset": {"purpose": "account.reset"}}, now=now)


def tell_password_changed(user: User, *, now: datetime) -> None:
    """So that the owner notices if somebody else did it."""
    _send(user, "password_changed", {}, now=now)


def _send(user: User, what: str, links: Mapping[str, Mapping[str, Any]], *, now: datetime) -> None:
    letter = write_letter(
        user,
        template=f"account_{what}",
        kind=f"account.{what}",
        context={},
        links={name: {**link, "user_id": user.id} for name, link in links.items()},
        confidential=True,
    )
    if letter is not None:
        queue_message(letter, now=now)
