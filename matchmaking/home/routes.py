"""The first page after the sign-in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from matchmaking.access import Access, access

blueprint = Blueprint("home", __name__)


@blueprint.get("/home")
@access(Access.SIGNED_IN)
def index() -> ResponseReturnValue:
    """What waits for this person."""
    return render_template("home/index.html")
