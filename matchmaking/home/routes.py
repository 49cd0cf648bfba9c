"""The first page after the sign-in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts.policy import is_organizer, is_staff
from matchmaking.home import desk, space, staff
from matchmaking.matching.wording import DECLINES
from matchmaking.plans.page import list_places
from matchmaking.profiles import labels

blueprint = Blueprint("home", __name__)


@blueprint.get("/home")
@access(Access.SIGNED_IN)
def index() -> ResponseReturnValue:
    """What waits for this person: an organizer's work, or a participant's space."""
    now = clock.now()
    if is_organizer(current_user):
        return render_template("home/desk.html", tasks=desk.tasks(current_user, now=now), places=list_places(limit=5))
    if is_staff(current_user):
        return render_template("home/staff.html", page=staff.page(current_user, now=now))
    return render_template(
        "home/space.html",
        space=space.gather(current_user, now=now),
        labels=labels,
        declines=[(str(code), label) for code, label in DECLINES.items()],
    )
