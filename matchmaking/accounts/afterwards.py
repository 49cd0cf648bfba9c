"""Where a person goes after signing in: where they wanted to go, back to a form that waits, or home."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import url_for

from matchmaking.accounts import kept_forms
from matchmaking.accounts.models import User


def safe_path(target: str | None) -> str | None:
    """`target` if it is an address inside the platform, else None: a link must not lead people elsewhere."""
    if not target or not target.startswith("/") or not target.isprintable() or len(target) > 500:
        return None
    parts = urlsplit(target.replace("\\", "/"))
    inside = not parts.scheme and not parts.netloc and not parts.path.startswith("//")
    return target if inside else None


def page_after_sign_in(user: User, wanted: str | None = None) -> str:
    """The address to open next."""
    return safe_path(wanted) or kept_forms.waiting_path(user) or url_for("home.index")
