"""A form posted after its session has ended: its text is kept and shown again after the sign-in."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue


def keep_posted_form() -> ResponseReturnValue:
    """Keep what was posted and send the person to the sign-in."""
    return redirect(url_for("security.login", next=request.path), 303)
