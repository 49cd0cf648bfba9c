"""The addresses behind the links of account mails, made when a mail leaves and read when one is opened.

No link decides anything by being opened: each leads to a page with a button.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from flask_security.recoverable import generate_reset_password_token

from matchmaking import config
from matchmaking.accounts import queries, signed
from matchmaking.accounts.models import MailTopic, User
from matchmaking.accounts.secret import digest
from matchmaking.errors import Gone, NotFound
from matchmaking.outbox.registry import registry

CONFIRM, RESET, SIGN_IN = "account.confirm", "account.reset", "account.sign_in"
STOP_MAILS = "account.stop_mails"
CONFIRM_WITHIN = timedelta(days=5)
SIGN_IN_WITHIN = timedelta(hours=1)


def init_app(app: Flask) -> None:
    """Tell the outbox who makes which link."""
    registry(app).mint(CONFIRM, _mint_confirm)
    registry(app).mint(RESET, _mint_reset)
    registry(app).mint(SIGN_IN, _mint_sign_in)
    registry(app).mint(STOP_MAILS, _mint_stop_mails)


def public_address(endpoint: str, **values: Any) -> str:
    """The whole address of a page as people outside see it; works without a request, as in the worker."""
    path = current_app.url_map.bind("localhost").build(endpoint, values)
    return config.current().public_url + path


def read_confirm(token: str) -> tuple[User, str | None]:
    """The person whose address a link proves, and where they wanted to go; NotFound where the address has changed."""
    payload = signed.read(CONFIRM, token, CONFIRM_WITHIN)
    user = queries.get_user(payload["user"])
    if payload["address"] != digest(user.email or ""):
        raise NotFound(CONFIRM)
    return user, payload["next"]


def read_sign_in(token: str) -> tuple[User, str | None]:
    """The person whom a link signs in, and where they wanted to go; Gone once they have signed in since."""
    payload = signed.read(SIGN_IN, token, SIGN_IN_WITHIN)
    user = queries.get_user(payload["user"])
    if payload["since"] != _last_sign_in(user):
        raise Gone(SIGN_IN)
    return user, payload["next"]


def stop_placeholder(user: User, topic: MailTopic) -> dict[str, Any]:
    """What a letter's row keeps in the place of the link that stops mails of this kind."""
    return {"purpose": STOP_MAILS, "user_id": user.id, "topic": topic.value}


def read_stop_mails(token: str) -> tuple[User, MailTopic]:
    """Whose mails of which kind a link stops; it does not grow old, for mails are kept for years."""
    payload = signed.read(STOP_MAILS, token)
    return queries.get_user(payload["user"]), MailTopic(payload["topic"])


def _mint_stop_mails(payload: Mapping[str, Any]) -> str:
    token = signed.sign(STOP_MAILS, {"user": payload["user_id"], "topic": payload["topic"]})
    return public_address("accounts.stop_mails", token=token)


def _mint_confirm(payload: Mapping[str, Any]) -> str:
    user = queries.get_user(payload["user_id"])
    token = signed.sign(CONFIRM, {"user": user.id, "address": digest(user.email or ""), "next": payload.get("next")})
    return public_address("security.confirm_email", token=token)


def _mint_reset(payload: Mapping[str, Any]) -> str:
    token = generate_reset_password_token(queries.get_user(payload["user_id"]))
    return public_address("security.reset_password", token=token)


def _mint_sign_in(payload: Mapping[str, Any]) -> str:
    user = queries.get_user(payload["user_id"])
    token = signed.sign(SIGN_IN, {"user": user.id, "since": _last_sign_in(user), "next": payload.get("next")})
    return public_address("accounts.sign_in", token=token)


def _last_sign_in(user: User) -> str | None:
    return user.signed_in_at.isoformat() if user.signed_in_at else None
