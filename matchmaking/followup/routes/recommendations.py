"""The rapporteur's page: note fast, put in order, correct, take out and back."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import returning_to
from matchmaking.events import queries as events
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.followup import queries, wording
from matchmaking.followup.forms.plan import NoteForm, TickForm
from matchmaking.followup.operations import recommendations as operations
from matchmaking.followup.routes import blueprint


@blueprint.route("/followup/recommendations", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def recommendations() -> ResponseReturnValue:
    """The list by axis, with the quick form on top: it keeps the axis and the session of the note before."""
    now = clock.now()
    event = events.find_current(now)
    form = NoteForm(event.sessions if event else [])
    if form.validate_on_submit() and (form.note.title or form.note.text):
        made = operations.note_down(form.note, event=event, actor=current_user, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Noted as a draft: title or axis is missing.") if made.is_draft else _("Noted."))
        kept = {"axis": form.axis.data or None, "session": form.session.data or None}
        return redirect(url_for("followup.recommendations", **kept, _anchor="new"), 303)
    if request.method == "GET" and not kept_forms.restore(form):
        form.axis.data, form.session.data = request.args.get("axis", ""), request.args.get("session", "")
    body = render_template(
        "followup/recommendations.html",
        form=form,
        event=event,
        found=queries.list_recommendations(),
        aside=queries.list_set_aside(),
        wording=wording,
    )
    return body, 422 if form.errors else 200


@blueprint.route("/followup/recommendations/<int:recommendation_id>", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def recommendation(recommendation_id: int) -> ResponseReturnValue:
    """One of them, to be corrected; how it read before stands below."""
    shown, now = queries.get_recommendation(recommendation_id), clock.now()
    event = shown.event or events.find_current(now)
    form = NoteForm(event.sessions if event else [], shown)
    if form.validate_on_submit():
        with returning_to(url_for("followup.recommendation", recommendation_id=recommendation_id)):
            version = form.version.data or 0
            operations.revise(shown, form.note, shown_version=version, actor=current_user, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Saved. The wording before is kept below."))
        return redirect(url_for("followup.recommendation", recommendation_id=recommendation_id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    body = render_template("followup/recommendation.html", form=form, shown=shown, wording=wording)
    return body, 422 if form.errors else 200


@blueprint.post("/followup/recommendations/<int:recommendation_id>/place")
@access(Access.COMMITTEE)
def move_recommendation(recommendation_id: int) -> ResponseReturnValue:
    """One place up or down among those of its axis."""
    form = _tick("up", "down")
    shown = queries.get_recommendation(recommendation_id)
    operations.move(shown, up=form.value.data == "up", actor=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for("followup.recommendations", _anchor=f"r{recommendation_id}"), 303)


@blueprint.post("/followup/recommendations/<int:recommendation_id>/aside")
@access(Access.COMMITTEE)
def set_recommendation_aside(recommendation_id: int) -> ResponseReturnValue:
    """Out of the list, or back."""
    aside = _tick("out", "back").value.data == "out"
    shown = queries.get_recommendation(recommendation_id)
    operations.set_aside(shown, aside=aside, actor=current_user, now=clock.now())
    db.session.commit()
    here = url_for("followup.set_recommendation_aside", recommendation_id=recommendation_id)
    if aside:
        say("ok", _("Taken out of the list."), undo_url=here, hidden={"value": "back"})
    else:
        say("ok", _("It is back in the list."))
    return redirect(url_for("followup.recommendations"), 303)


def _tick(*known: str) -> TickForm:
    form = TickForm()
    if not form.validate() or form.value.data not in known:
        abort(400)
    return form
