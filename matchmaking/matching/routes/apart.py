"""« Not to be introduced to me »: a participant's own lists. No page of anybody else shows them, organizers apart."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.matching import keeping_apart, operations
from matchmaking.matching.apart_page import SHORTEST_SEARCH, apart_page
from matchmaking.matching.forms import KeepApartForm, NameForm
from matchmaking.matching.routes import blueprint
from matchmaking.profiles.listing import LONGEST_SEARCH
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_of_member


@blueprint.get("/organisation/<key>/apart")
@access(Access.SIGNED_IN)
def apart(key: str) -> ResponseReturnValue:
    """The two lists, and a search to add to them."""
    profile = get_of_member(key, current_user)
    wanted = request.args.get("name", "").strip()[:LONGEST_SEARCH]
    return render_template(
        "matching/apart.html",
        profile=profile,
        wanted=wanted,
        shortest=SHORTEST_SEARCH,
        page=apart_page(profile, wanted, now=clock.now()),
    )


@blueprint.post("/organisation/<key>/apart")
@access(Access.SIGNED_IN)
def keep_apart(key: str) -> ResponseReturnValue:
    """Add an organisation to a list."""
    profile, form = get_of_member(key, current_user), KeepApartForm()
    if not form.validate():
        abort(400)
    keeping_apart.keep_apart(profile, form.other.data, form.chosen, actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("Noted: nobody introduces you to each other. Only your organisation and the organizers know."), "ok")
    return _back(profile)


@blueprint.post("/organisation/<key>/apart/remove")
@access(Access.SIGNED_IN)
def let_meet(key: str) -> ResponseReturnValue:
    """Take an organisation off its list."""
    profile, form = get_of_member(key, current_user), NameForm()
    if not form.validate():
        abort(400)
    keeping_apart.let_meet(profile, form.other.data, actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("Taken off the list. A suggestion may come back with the next comparison."), "ok")
    return _back(profile)


@blueprint.post("/organisation/<key>/apart/take-back")
@access(Access.SIGNED_IN)
def take_back(key: str) -> ResponseReturnValue:
    """Take a « not for us » back."""
    profile, form = get_of_member(key, current_user), NameForm()
    if not form.validate():
        abort(400)
    operations.take_back_reaction(profile, form.other.data, actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("Taken back. A suggestion may come back with the next comparison."), "ok")
    return _back(profile)


def _back(profile: Profile) -> ResponseReturnValue:
    return redirect(url_for("matching.apart", key=profile.key), 303)
