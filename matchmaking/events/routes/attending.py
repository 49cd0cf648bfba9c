"""The organizers' list of the organisations that take part."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.events import operations, page, queries, wording
from matchmaking.events.forms.attending import AttendanceForm, InviteForm
from matchmaking.events.models import Attendance, Event, Mode
from matchmaking.events.routes import blueprint
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Country


@blueprint.route("/organizers/events/<int:event_id>/organisations", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def attendances(event_id: int) -> ResponseReturnValue:
    """Who takes part, who does not, who has said nothing; a name typed here leads to that organisation's answer."""
    event, form = queries.get_event(event_id), InviteForm()
    if form.validate_on_submit() and form.found is not None:
        return redirect(url_for("events.attendance", event_id=event_id, key=form.found.key), 303)
    country, mode = request.args.get("country"), request.args.get("mode")
    shore = Country(country) if country in set(Country) else None
    way = Mode(mode) if mode in set(Mode) else None
    body = render_template(
        "events/attendances.html",
        event=event,
        form=form,
        rows=page.attendance_rows(event, country=shore, mode=way),
        counts=page.count_attending(event),
        cancelled=queries.list_cancelled(event),
        unanswered=queries.list_unanswered(event),
        shore=shore,
        way=way,
        wording=wording,
    )
    return body, 422 if form.errors else 200


@blueprint.route("/organizers/events/<int:event_id>/organisations/<key>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def attendance(event_id: int, key: str) -> ResponseReturnValue:
    """What an organizer was told: on site, online or not at all, who comes, when free."""
    event, profile = queries.get_event(event_id), get_by_key(key)
    form = AttendanceForm(event, profile, queries.find_attendance(event, profile))
    back = url_for("events.attendances", event_id=event_id)
    if form.validate_on_submit():
        told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
        with returning_to(back):
            if form.is_coming:
                operations.answer(event, profile, form.answer, **told)
            else:
                operations.decline(event, profile, **told)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Noted for %(name)s.", name=profile.name))
        return redirect(back, 303)
    if request.method == "GET":
        kept_forms.restore(form)
    shown = {"event": event, "profile": profile, "form": form, "groups": page.slot_groups(event), "back": back}
    return render_template("events/attendance.html", **shown), 422 if form.errors else 200


@blueprint.post("/organizers/events/<int:event_id>/organisations/<key>/cancel")
@access(Access.ORGANIZER)
def cancel_attendance(event_id: int, key: str) -> ResponseReturnValue:
    """It does not come after all; the answer offers the undo."""
    attendance, form = _standing(queries.get_event(event_id), key), DecisionForm()
    back = url_for("events.attendances", event_id=event_id)
    if not form.validate():
        abort(400)
    with returning_to(back):
        operations.cancel(attendance, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    undo = url_for("events.restore_attendance", event_id=event_id, key=key)
    fact = _("%(name)s does not take part.", name=attendance.profile.name)
    say("ok", fact, undo_url=undo, hidden={"version": attendance.version})
    return redirect(back, 303)


@blueprint.post("/organizers/events/<int:event_id>/organisations/<key>/restore")
@access(Access.ORGANIZER)
def restore_attendance(event_id: int, key: str) -> ResponseReturnValue:
    """It takes part again, as it had said."""
    attendance, form = _standing(queries.get_event(event_id), key), DecisionForm()
    back = url_for("events.attendances", event_id=event_id)
    if not form.validate():
        abort(400)
    with returning_to(back):
        operations.restore(attendance, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("%(name)s takes part again.", name=attendance.profile.name))
    return redirect(back, 303)


def _standing(event: Event, key: str) -> Attendance:
    found = queries.find_attendance(event, get_by_key(key))
    if found is None:
        abort(404)
    return found
