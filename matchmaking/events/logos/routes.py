"""The organizers' page of logos, and the pictures themselves."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.events import queries
from matchmaking.events.logos import operations
from matchmaking.events.logos.forms import LogoForm, NameForm
from matchmaking.events.logos.queries import get_logo, get_picture, list_logos
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.static_files import YEAR

blueprint = Blueprint("logos", __name__)


@blueprint.get("/logos/<string(length=64):digest>.png")
@access(Access.PUBLIC)
def picture(digest: str) -> ResponseReturnValue:
    """One picture; its address is the digest of its content, so it is kept for a year."""
    answer = Response(get_picture(digest), content_type="image/png")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


@blueprint.route("/organizers/events/<int:event_id>/logos", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def index(event_id: int) -> ResponseReturnValue:
    """All logos in their order, and room for one more."""
    event, form = queries.get_event(event_id), LogoForm()
    if not form.is_submitted():
        return _page(event, form)
    found = form.read_picture()
    if found is None:
        return _page(event, form), 422
    if operations.is_full(event):
        form.form_errors.append(_("Twelve logos are there already. Take one off first."))
        return _page(event, form), 422
    operations.add(event, (form.name.data or "").strip(), found, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The public page shows it from now on."))
    return redirect(url_for("logos.index", event_id=event.id), 303)


@blueprint.post("/organizers/events/<int:event_id>/logos/<int:logo_id>/<any(up,rename,remove):verb>")
@access(Access.ORGANIZER)
def change(event_id: int, logo_id: int, verb: str) -> ResponseReturnValue:
    """Its place, its name, or off with it."""
    event = queries.get_event(event_id)
    logo, told = get_logo(event, logo_id), {"actor": current_user, "now": clock.now()}
    form = NameForm()
    if verb == "up":
        operations.move_up(event, logo, **told)
    elif verb == "remove":
        operations.remove(event, logo, **told)
        say("ok", _("The logo is taken off."))
    elif form.validate():
        operations.rename(event, logo, (form.name.data or "").strip(), **told)
        say("ok", _("The name is kept."))
    db.session.commit()
    return redirect(url_for("logos.index", event_id=event.id), 303)


def _page(event: Event, form: LogoForm) -> str:
    return render_template("events/logos/index.html", event=event, form=form, logos=list_logos(event))
