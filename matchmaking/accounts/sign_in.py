"""Flask-Security, set up our way: passwords, sessions and tokens are its work; mails go through the outbox, answers
say nothing about who is on file, no GET writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, abort, request
from flask_security import SQLAlchemyUserDatastore

from matchmaking.accounts.mail_util import OutboxMailUtil
from matchmaking.accounts.models import Role, User
from matchmaking.config import ROOT
from matchmaking.extensions import db, security

datastore = SQLAlchemyUserDatastore(db, User, Role)


def N_(text: str) -> str:  # noqa: N802  (the name that message extraction knows)
    """Mark a text for translation that Flask-Security will translate when it is shown."""
    return text


OPTIONS: dict[str, object] = {
    "SECURITY_REGISTERABLE": True,
    "SECURITY_CONFIRMABLE": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_HASH": "argon2",
    # 19 MiB and two rounds, the least that OWASP advises: ten people signing in at once fit on a server of 1 GB.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 19_456,
        "argon2__rounds": 2,
        "argon2__parallelism": 1,
    },
    "SECURITY_PASSWORD_LENGTH_MIN": 10,
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=1),
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/home",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_POST_CHANGE_VIEW": "/account",
    "SECURITY_FRESHNESS": timedelta(days=-1),
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    # Our own mails are worded by `notifications`.
    "SECURITY_EMAIL_PLAINTEXT": False,
    "SECURITY_EMAIL_HTML": False,
    # Its sentences are in our catalogue, worded by us.
    "SECURITY_I18N_DOMAIN": "messages",
    "SECURITY_I18N_DIRNAME": [str(ROOT / "translations")],
}

MESSAGES: dict[str, tuple[str, str]] = {
    "GENERIC_AUTHN_FAILED": (N_("Address and password do not belong together."), "bad"),
    "EMAIL_NOT_PROVIDED": (N_("This is needed."), "bad"),
    "PASSWORD_NOT_PROVIDED": (N_("This is needed."), "bad"),
    "INVALID_EMAIL_ADDRESS": (N_("This is not a complete e-mail address. Write it such as name@example.com."), "bad"),
    "PASSWORD_INVALID_LENGTH": (N_("The password needs at least %(length)s characters."), "bad"),
    "INVALID_PASSWORD": (N_("This is not your password until now."), "bad"),
    "PASSWORD_IS_THE_SAME": (N_("This is the password you have already."), "bad"),
    "PASSWORD_CHANGE": (N_("Your password is changed."), "ok"),
    "PASSWORD_RESET_NO_LOGIN": (N_("Your password is changed. Sign in with it."), "ok"),
    "PASSWORD_RESET_EXPIRED": (N_("This link is too old. Ask for a new one: it takes a minute."), "bad"),
    "INVALID_RESET_PASSWORD_TOKEN": (N_("This link has been used or is incomplete. Ask for a new one here."), "bad"),
    "INVALID_REDIRECT": (N_("This address leads out of the platform."), "bad"),
    "API_ERROR": (N_("This could not be read."), "bad"),
}


def init_app(app: Flask) -> None:
    """Install Flask-Security with its options."""
    from matchmaking.accounts.forms import ChangeForm, LoginForm, ResetForm

    app.config.update(OPTIONS)
    app.config.update({f"SECURITY_MSG_{key}": message for key, message in MESSAGES.items()})
    # Flask-Security wants a salt of its own for the links it signs.
    app.config["SECURITY_PASSWORD_SALT"] = "deux-rives:" + str(app.config["SECRET_KEY"])[:32]
    forms: dict[str, Any] = {
        "login_form": LoginForm,
        "reset_password_form": ResetForm,
        "change_password_form": ChangeForm,
    }
    security._mail_util_cls = OutboxMailUtil  # an argument of its constructor, and it was made before us
    security.init_app(app, datastore, **forms)
    security.want_json(lambda _request: False)
    app.before_request(_refuse_json)


def _refuse_json() -> None:
    """Our pages post forms; Flask-Security would read any JSON as one, whatever stands in it."""
    if request.blueprint == "security" and request.is_json:
        abort(400)
