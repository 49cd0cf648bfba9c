"""How long a sign-in lasts, and how one begins. The cookie itself outlives it, so that a form opened before can still
be sent, and the platform still knows whose text it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, session
from flask_security import current_user, login_user, logout_user
from flask_security.signals import user_authenticated
from flask_security.utils import set_request_attr

from matchmaking import clock, config
from matchmaking.accounts import policy
from matchmaking.accounts.models import User
from matchmaking.accounts.sign_in import datastore
from matchmaking.extensions import security

IDLE = timedelta(hours=24)  # unused for longer, a sign-in has ended
SEEN, SEEN_EVERY = "seen", timedelta(minutes=5)
COOKIE = timedelta(days=365)


def init_app(app: Flask) -> None:
    """Load people by our rule, and note when they came in."""
    app.config["PERMANENT_SESSION_LIFETIME"] = COOKIE
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    security.login_manager.user_loader(load)
    security.login_manager.request_loader(lambda _request: None)  # no tokens in headers or addresses
    user_authenticated.connect(_begin, app)


def load(uniquifier: str) -> User | None:
    """The person of this session; nobody where it has ended or the account is closed."""
    seen, now = session.get(SEEN, 0), clock.now().timestamp()
    if now - seen > IDLE.total_seconds():
        return None
    user = owner(uniquifier)
    if user is None or not policy.can_sign_in(user, demonstration=config.current().demo):
        return None
    if now - seen > SEEN_EVERY.total_seconds():
        session[SEEN] = now
    set_request_attr("fs_authn_via", "session")  # Flask-Security's own views ask how a person came in
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return user


def owner(uniquifier: str | None = None) -> User | None:
    """Whose session this is or was, even when it has ended."""
    uniquifier = uniquifier or session.get("_user_id")
    user = datastore.find_user(fs_uniquifier=uniquifier) if uniquifier else None
    return user if isinstance(user, User) else None


def begin(user: User, *, way: str) -> None:
    """Sign a person in on this browser, and whoever was signed in here out. The caller commits."""
    if current_user.is_authenticated and current_user.id != user.id:
        logout_user()
    login_user(user, remember=False, authn_via=[way])


def _begin(_app: Flask, *, user: User, **_details: Any) -> None:
    now = clock.now()
    user.signed_in_at = now
    session.permanent = True
    session[SEEN] = now.timestamp()
