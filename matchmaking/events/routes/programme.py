"""The organizers' pages of the programme, line by line."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.events import operations, queries
from matchmaking.events.forms.programme import SessionForm, why_used
from matchmaking.events.models import Event, EventSession
from matchmaking.events.routes import blueprint
from matchmaking.extensions import db
from matchmaking.flashes import say


@blueprint.route("/organizers/events/<int:event_id>/sessions/new", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def add_session(event_id: int) -> ResponseReturnValue:
    """One more line."""
    return _session_page(queries.get_event(event_id), None)


@blueprint.route("/organizers/events/<int:event_id>/sessions/<int:session_id>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def change_session(event_id: int, session_id: int) -> ResponseReturnValue:
    """A line as it stands, to change or remove."""
    session = queries.get_session(event_id, session_id)
    return _session_page(session.event, session)


@blueprint.route("/organizers/events/<int:event_id>/sessions/<int:session_id>/remove", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def remove_session(event_id: int, session_id: int) -> ResponseReturnValue:
    """Ask first, naming it; then take it out."""
    session, form = queries.get_session(event_id, session_id), DecisionForm()
    if request.method == "GET":
        return render_template("events/remove_session.html", event=session.event, session=session)
    if not form.validate():
        abort(400)
    title, back = session.title, url_for("events.show", event_id=event_id)
    told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
    try:
        with returning_to(back):
            operations.remove_session(session, **told)
    except operations.StillUsed as used:
        db.session.rollback()
        say("bad", _("« %(title)s » stays in the programme.", title=title), why_used(used))
        return redirect(back, 303)
    db.session.commit()
    say("ok", _("« %(title)s » is out of the programme.", title=title))
    return redirect(back, 303)


def _session_page(event: Event, session: EventSession | None) -> ResponseReturnValue:
    form = SessionForm(event, session)
    if form.validate_on_submit() and _save(event, session, form):
        return redirect(url_for("events.show", event_id=event.id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    body = render_template("events/session.html", form=form, event=event, session=session)
    return body, 422 if form.errors else 200


def _save(event: Event, session: EventSession | None, form: SessionForm) -> bool:
    """Whether it was saved; where a schedule refuses, the form says so."""
    told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
    try:
        with returning_to(url_for("events.show", event_id=event.id)):
            if session is None:
                operations.add_session(event, form.details, **told)
            else:
                operations.change_session(session, form.details, **told)
    except operations.StillUsed as used:
        db.session.rollback()
        form.refuse(used)
        return False
    kept_forms.forget()
    db.session.commit()
    say("ok", _("The programme is changed."))
    return True
