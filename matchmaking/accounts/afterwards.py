"""Where a person goes after signing in: where they wanted to go, back to a form that waits, or home."""

from __future__ import annotations

from flask import url_for

from matchmaking.accounts import kept_forms
from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.models import User


def page_after_sign_in(user: User, wanted: str | None = None) -> str:
    """The address to open next."""
    return safe_path(wanted) or kept_forms.waiting_path(user) or url_for("home.index")
