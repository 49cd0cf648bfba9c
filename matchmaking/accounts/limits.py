"""How often one may knock: by place generously, since a whole round table may share one address of the network;
by account narrowly."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from flask_security import current_user

from matchmaking.accounts.secret import digest
from matchmaking.extensions import limiter


def _posted_address() -> str:
    """The address that was typed, on file or not, without keeping it."""
    return "address:" + digest(request.form.get("email", "").strip().lower())


def _opened_link() -> str:
    """The link that was opened, without keeping its token."""
    return "link:" + digest(str((request.view_args or {}).get("token", "")))


def _signed_in() -> str:
    """Who is signed in, wherever they sit: whoever guesses at a password from an open session has one account."""
    return f"person:{current_user.get_id()}"


def _organisation() -> str:
    """The organisation of the address, whoever writes to its people."""
    return f"organisation:{(request.view_args or {}).get('key', '')}"


by_place = limiter.shared_limit("60/minute;600/hour", scope="entering", methods=["POST"])
signing_in = limiter.limit("10/minute;40/hour", key_func=_posted_address, methods=["POST"])
# Only what led on to « look into your mail » has sent one; a form to correct has not.
asking_for_mail = limiter.limit(
    "3/minute;8/hour", key_func=_posted_address, methods=["POST"], deduct_when=lambda answer: answer.status_code == 303
)
entering_by_link = limiter.limit("10/minute;60/hour", key_func=_opened_link, methods=["POST"])
# Each one sends a mail, to an address that the link alone chooses.
renewing_link = limiter.limit("2/hour;6/day", key_func=_opened_link, methods=["POST"])
# Each one that was kept sends a mail to everybody of the organisation; a form to correct has sent none.
writing_to_organisation = limiter.limit(
    "6/hour;20/day", key_func=_organisation, methods=["POST"], deduct_when=lambda answer: answer.status_code == 303
)
# The password is asked again, and much is read from the database for each.
proving = limiter.limit("5/hour;10/day", key_func=_signed_in, methods=["POST"])


def guard(app: Flask) -> None:
    """Put the limits before the views that are Flask-Security's own."""
    views: dict[str, Any] = app.view_functions
    views["security.login"] = by_place(signing_in(views["security.login"]))
    views["security.reset_password"] = by_place(entering_by_link(views["security.reset_password"]))
