"""What organizers do to a draft: begin, compute, change, throw away, publish."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.queries import get_introduction
from matchmaking.meetings import operations, queries, wording
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.forms import DraftForm, LockForm, PlaceForm
from matchmaking.meetings.holding import when_told
from matchmaking.meetings.routes import blueprint
from matchmaking.meetings.routes.schedule import current_event
from matchmaking.meetings.schedule_page import meeting_page


@blueprint.post("/organizers/schedule/draft")
@access(Access.ORGANIZER)
def begin() -> ResponseReturnValue:
    """Begin a draft; the worker computes it."""
    event, form = current_event(), DraftForm()
    if not form.validate():
        abort(400)
    with returning_to(_url()):
        operations.draft(
            event, shown_number=form.version.data, anew=bool(form.anew.data), actor=current_user, now=clock.now()
        )
    db.session.commit()
    return _back()


@blueprint.post("/organizers/schedule/draft/recompute")
@access(Access.ORGANIZER)
def recompute() -> ResponseReturnValue:
    """Compute the draft again; what is locked stays."""
    event, form = current_event(), DecisionForm()
    if not form.validate():
        abort(400)
    with returning_to(_url()):
        operations.recompute(event, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    return _back()


@blueprint.post("/organizers/schedule/draft/discard")
@access(Access.ORGANIZER)
def discard() -> ResponseReturnValue:
    """Throw the draft away; nobody outside has seen it."""
    event, form = current_event(), DecisionForm()
    if not form.validate():
        abort(400)
    with returning_to(_url()):
        operations.discard(event, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The draft is thrown away. What is published stays as it is."))
    return _back()


@blueprint.post("/organizers/schedule/draft/publish")
@access(Access.ORGANIZER)
def publish() -> ResponseReturnValue:
    """Publish the draft as the next version."""
    event, form = current_event(), DecisionForm()
    if not form.validate():
        abort(400)
    with returning_to(_url()):
        made = operations.publish(event, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Version %(number)s is published.", number=made.number), when_told(made, now=clock.now()))
    return _back()


@blueprint.route("/organizers/schedule/draft/<int:introduction_id>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def draft_meeting(introduction_id: int) -> ResponseReturnValue:
    """Put one meeting of the draft somewhere else, or an introduction that was left over somewhere."""
    event, introduction = current_event(), get_introduction(introduction_id)
    draft, now = queries.get_draft(event), clock.now()
    page = meeting_page(draft, introduction, now=now)
    form, refused = (
        PlaceForm(event, place=Place.of(page.standing) if page.standing else next(iter(page.free), None)),
        "",
    )
    if form.validate_on_submit():
        try:
            with returning_to(_url()):
                told = {"shown_version": form.version.data, "actor": current_user, "now": now}
                operations.place(event, introduction, form.place, **told)
        except operations.Clash as clash:
            db.session.rollback()
            refused, page = str(clash), meeting_page(draft, introduction, now=now)
        else:
            db.session.commit()
            say("ok", _("Moved in the draft."))
            return _back()
    form.version.data = draft.version
    body = render_template("meetings/place.html", page=page, form=form, refused=refused, draft=draft, wording=wording)
    return body, 422 if refused or form.errors else 200


@blueprint.post("/organizers/schedule/draft/<int:introduction_id>/lock")
@access(Access.ORGANIZER)
def lock(introduction_id: int) -> ResponseReturnValue:
    """Hold a meeting where it is at the next computation, or let it go."""
    event, form = current_event(), LockForm()
    meeting = queries.get_meeting_of(event, introduction_id)
    if not form.validate():
        abort(400)
    with returning_to(_url()):
        told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
        operations.lock(event, meeting, form.locked.data, **told)
    db.session.commit()
    return _back(f"slot-{introduction_id}")


@blueprint.post("/organizers/schedule/draft/<int:introduction_id>/cancel")
@access(Access.ORGANIZER)
def take_out(introduction_id: int) -> ResponseReturnValue:
    """Take a meeting out of the draft."""
    event, form = current_event(), DecisionForm()
    meeting = queries.get_meeting_of(event, introduction_id)
    if not form.validate():
        abort(400)
    with returning_to(_url()):
        told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
        operations.take_out(event, meeting, **told)
    db.session.commit()
    say("ok", _("Taken out of the draft: %(names)s.", names=wording.names(meeting)))
    return _back()


def _url() -> str:
    return url_for("meetings.index")


def _back(anchor: str | None = None) -> Response:
    return redirect(url_for("meetings.index", _anchor=anchor), 303)
