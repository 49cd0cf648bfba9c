"""The first page after the sign-in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts.operations import show_tour
from matchmaking.accounts.policy import is_organizer, is_staff
from matchmaking.extensions import db
from matchmaking.home import desk, space, staff
from matchmaking.home.tour import find_tour
from matchmaking.matching.wording import DECLINES
from matchmaking.plans.page import list_places
from matchmaking.profiles import labels

blueprint = Blueprint("home", __name__)


@blueprint.get("/home")
@access(Access.SIGNED_IN)
def index() -> ResponseReturnValue:
    """What waits for this person: an organizer's work, or a participant's space."""
    now = clock.now()
    tour = find_tour(current_user, now=now)
    if is_organizer(current_user):
        tasks, places = desk.tasks(current_user, now=now), list_places(limit=5)
        return render_template("home/desk.html", tour=tour, tasks=tasks, places=places)
    if is_staff(current_user):
        return render_template("home/staff.html", tour=tour, page=staff.page(current_user, now=now))
    return render_template(
        "home/space.html",
        tour=tour,
        space=space.gather(current_user, now=now),
        labels=labels,
        declines=[(str(code), label) for code, label in DECLINES.items()],
    )


@blueprint.post("/home/tour")
@access(Access.SIGNED_IN)
def choose_tour() -> ResponseReturnValue:
    """Put the first steps away, or call them back; either stays with the account."""
    show_tour(current_user, shown=request.form.get("shown") == "1")
    db.session.commit()
    return redirect(url_for("home.index"), 303)
