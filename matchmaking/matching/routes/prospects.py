"""What a profile would find that is not published yet: a page, and its one paragraph for the form beside it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking.access import Access, access
from matchmaking.errors import NotFound
from matchmaking.extensions import limiter
from matchmaking.matching import prospects
from matchmaking.matching.routes import blueprint
from matchmaking.profiles import labels
from matchmaking.profiles.queries import editable_content, get_editable
from matchmaking.profiles.steps import points


def _who_asks() -> str:
    return f"prospects:{current_user.id}"


# A text is corrected a few times in an evening; whoever asks more often is trying words out.
@blueprint.get("/organisation/<key>/prospects")
@access(Access.SIGNED_IN)
@limiter.limit("12/minute;60/hour;150/day", key_func=_who_asks)
def prospects_of(key: str) -> ResponseReturnValue:
    """How many, and in which sectors; with `part`, the paragraph alone."""
    profile = get_editable(key, current_user)
    if not prospects.can_ask(current_user, profile):
        raise NotFound("prospects")
    about = {"profile": profile, "found": prospects.find(profile), "labels": labels}
    if "part" in request.args:
        return render_template("matching/_prospects.html", **about)
    return render_template("matching/prospects.html", **about, points=points(profile, editable_content(profile)))
