"""Who could come instead, after a no."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.addresses import page_asked
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.wording import leaving, letters_leave
from matchmaking.plans import operations, queries
from matchmaking.plans.forms import ReplacementForm
from matchmaking.plans.page import replacement_page
from matchmaking.plans.routes import blueprint
from matchmaking.profiles.queries import get_by_key


@blueprint.get("/organizers/replacements")
@access(Access.ORGANIZER)
def replacements() -> ResponseReturnValue:
    """One block for each side whose introduction came to nothing, with its alternates."""
    found = replacement_page(current_user, page=page_asked())
    return render_template("plans/replacements.html", found=found)


@blueprint.post("/organizers/replacements/<int:pair_id>/<key>")
@access(Access.ORGANIZER)
def replace(pair_id: int, key: str) -> ResponseReturnValue:
    """Introduce an alternate, with one tap."""
    pair, profile, form, now = queries.get_ended(pair_id), get_by_key(key), ReplacementForm(), clock.now()
    if not form.validate():
        abort(400)
    back, other = url_for("plans.replacements"), get_by_key(form.other_key.data)
    told = {"shown_version": form.version.data, "actor": current_user, "now": now}
    try:
        with returning_to(back):
            introduction = operations.approve_alternate(pair, profile, other, **told)
    except NotAllowed as refusal:
        say("bad", str(refusal))
        return redirect(back, 303)
    db.session.commit()
    say(
        "ok",
        _("%(one)s and %(other)s: introduction approved.", one=profile.name, other=other.name),
        letters_leave(leaving([introduction]), now=now),
        undo_url=url_for("introductions.undo", introduction_id=introduction.id),
        hidden={"version": introduction.version},
    )
    return redirect(back, 303)


@blueprint.post("/organizers/replacements/<int:pair_id>/<key>/leave")
@access(Access.ORGANIZER)
def leave_open(pair_id: int, key: str) -> ResponseReturnValue:
    """Nobody comes instead."""
    pair, profile, form = queries.get_ended(pair_id), get_by_key(key), DecisionForm()
    if not form.validate():
        abort(400)
    back = url_for("plans.replacements")
    with returning_to(back):
        told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
        operations.leave_open(pair, profile, **told)
    db.session.commit()
    say("ok", _("Noted: %(name)s gets nobody instead.", name=profile.name))
    return redirect(back, 303)
