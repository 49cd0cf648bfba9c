"""Flask-Security, set up our way: generic answers, mails through the outbox, no write on GET."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_security import SQLAlchemyUserDatastore

from matchmaking.accounts.models import Role, User
from matchmaking.extensions import db, security

datastore = SQLAlchemyUserDatastore(db, User, Role)

OPTIONS: dict[str, object] = {
    "SECURITY_REGISTERABLE": True,
    "SECURITY_CONFIRMABLE": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_LENGTH_MIN": 10,
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/home",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=24),
}


def init_app(app: Flask) -> None:
    """Install Flask-Security with its options."""
    app.config.update(OPTIONS)
    # Flask-Security wants a salt of its own for the links it signs.
    app.config["SECURITY_PASSWORD_SALT"] = "deux-rives:" + str(app.config["SECRET_KEY"])[:32]
    security.init_app(app, datastore)
