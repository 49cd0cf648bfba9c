"""The organizers' list of guests: people without a profile."""

from __future__ import annotations

from collections import Counter

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.events import operations, queries, wording
from matchmaking.events.forms.guests import GuestForm, PasteForm
from matchmaking.events.routes import blueprint
from matchmaking.extensions import db
from matchmaking.flashes import say


@blueprint.route("/organizers/events/<int:event_id>/guests", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def guests(event_id: int) -> ResponseReturnValue:
    """All of them, and the form for one more."""
    event, form = queries.get_event(event_id), GuestForm()
    if form.validate_on_submit():
        guest = operations.add_guest(event, form.details, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        say("ok", _("%(name)s is on the list.", name=guest.full_name))
        return redirect(url_for("events.guests", event_id=event_id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    listed = queries.list_guests(event)
    shown = {"event": event, "form": form, "guests": listed, "counts": Counter(one.role for one in listed)}
    return render_template("events/guests.html", **shown, wording=wording), 422 if form.errors else 200


@blueprint.route("/organizers/events/<int:event_id>/guests/paste", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def paste_guests(event_id: int) -> ResponseReturnValue:
    """Many at once, a line each."""
    event, form = queries.get_event(event_id), PasteForm()
    if form.validate_on_submit():
        added = operations.add_guests(event, form.details, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        known = len(form.details) - added
        text = ngettext("%(num)s stood there already.", "%(num)s stood there already.", known) if known else ""
        say("ok", ngettext("%(num)s guest is new on the list.", "%(num)s guests are new on the list.", added), text)
        return redirect(url_for("events.guests", event_id=event_id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("events/paste_guests.html", event=event, form=form), 422 if form.errors else 200


@blueprint.route("/organizers/events/<int:event_id>/guests/<int:guest_id>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def change_guest(event_id: int, guest_id: int) -> ResponseReturnValue:
    """Correct one."""
    guest = queries.get_guest(event_id, guest_id)
    form, back = GuestForm(obj=guest), url_for("events.guests", event_id=event_id)
    if form.validate_on_submit():
        told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
        with returning_to(back):
            operations.change_guest(guest, form.details, **told)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("%(name)s is corrected.", name=guest.full_name))
        return redirect(back, 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("events/guest.html", guest=guest, form=form), 422 if form.errors else 200


@blueprint.route("/organizers/events/<int:event_id>/guests/<int:guest_id>/remove", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def remove_guest(event_id: int, guest_id: int) -> ResponseReturnValue:
    """Ask first, naming the person; then take them off the list."""
    guest, form = queries.get_guest(event_id, guest_id), DecisionForm()
    if request.method == "GET":
        return render_template("events/remove_guest.html", guest=guest, wording=wording)
    if not form.validate():
        abort(400)
    name, back = guest.full_name, url_for("events.guests", event_id=event_id)
    with returning_to(back):
        operations.remove_guest(guest, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("%(name)s is off the list.", name=name))
    return redirect(back, 303)
