"""The way from the key of a merged profile to the kept one: links lead on for ever, what was posted is not done."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking.accounts.policy import is_organizer
from matchmaking.error_pages import error_page
from matchmaking.errors import Moved


def lead_on(moved: Moved) -> ResponseReturnValue:
    """Read the same page under the new key; an old form is refused, since its page showed another profile."""
    if request.method in ("GET", "HEAD"):
        shown = {
            name: moved.new_key if part == moved.old_key else part for name, part in (request.view_args or {}).items()
        }
        address: dict[str, Any] = {**request.args.to_dict(flat=False), **shown}
        return redirect(url_for(str(request.endpoint), **address), 301)
    organizer = current_user.is_authenticated and is_organizer(current_user)
    return error_page(
        moved.status,
        decision=_("This profile was merged with another one of the same organisation."),
        back_url=url_for("profiles.review", key=moved.new_key) if organizer else url_for("profiles.mine"),
    )
