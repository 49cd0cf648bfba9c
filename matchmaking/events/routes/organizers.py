"""The organizers' pages of an event as a whole: set it up, look at it, change it, its tables."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.events import operations, page, queries, rooms, wording
from matchmaking.events.forms.programme import EventForm, read_phones
from matchmaking.events.models import Event
from matchmaking.events.routes import blueprint
from matchmaking.events.whereabouts import count_told
from matchmaking.extensions import db
from matchmaking.flashes import say


@blueprint.get("/organizers/events")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """All events; where there is one, its page."""
    events = queries.list_events()
    if len(events) == 1:
        return redirect(_url(events[0]), 303)
    return render_template("events/index.html", events=events)


@blueprint.route("/organizers/events/new", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def create() -> ResponseReturnValue:
    """Begin an event."""
    form = EventForm()
    if form.validate_on_submit():
        event = operations.create_event(form.details, tables=form.tables.data, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        say("ok", _("The event is set up."), _("Write its programme next: its meeting sessions become slots."))
        return redirect(_url(event), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("events/edit.html", form=form, event=None, asks=False), 422 if form.errors else 200


@blueprint.get("/organizers/events/<int:event_id>")
@access(Access.ORGANIZER)
def show(event_id: int) -> ResponseReturnValue:
    """An event: when, where, its programme with both clocks, its slots, a room as its link makes it."""
    event = queries.get_event(event_id)
    return render_template(
        "events/show.html",
        event=event,
        days=page.programme(event),
        groups=page.slot_groups(event),
        counts=page.count_attending(event),
        guest_count=len(queries.list_guests(event)),
        sample=rooms.sample_url(event),
        others=len(queries.list_events()) > 1,
        wording=wording,
    )


@blueprint.route("/organizers/events/<int:event_id>/edit", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def edit(event_id: int) -> ResponseReturnValue:
    """Change it. What a schedule uses stays, and the page says why; before people are told that they must go elsewhere,
    the page asks, naming how many."""
    event, asks = queries.get_event(event_id), False
    form = EventForm(event)
    if form.validate_on_submit():
        asks = not form.has_said(count_told(event, form.details.whereabouts, now=clock.now()))
        if not asks and _save(event, form):
            return redirect(_url(event), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("events/edit.html", form=form, event=event, asks=asks), 422 if form.errors else 200


@blueprint.route("/organizers/events/<int:event_id>/tables", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def tables(event_id: int) -> ResponseReturnValue:
    """The telephone of each table, to call where the link fails."""
    event, form = queries.get_event(event_id), DecisionForm()
    typed = {table.number: request.form.get(f"phone-{table.number}", table.phone or "") for table in event.tables}
    errors: dict[int, str] = {}
    if form.validate_on_submit():
        phones, errors = read_phones(event, typed)
        if not errors:
            told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
            with returning_to(url_for("events.tables", event_id=event_id)):
                operations.set_phones(event, phones, **told)
            db.session.commit()
            say("ok", _("The phones of the tables are noted."))
            return redirect(_url(event), 303)
    body = render_template("events/tables.html", event=event, typed=typed, errors=errors)
    return body, 422 if errors else 200


def _save(event: Event, form: EventForm) -> bool:
    """Whether it was saved; where a schedule refuses, the form says so."""
    told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
    try:
        with returning_to(_url(event)):
            operations.change_event(event, form.details, tables=form.tables.data, **told)
    except operations.StillUsed as used:
        db.session.rollback()
        form.refuse(used)
        return False
    kept_forms.forget()
    db.session.commit()
    say(
        "ok",
        _("The event is changed."),
        _("Both sides are told; the letters are held as usual.") if form.told.data else "",
    )
    return True


def _url(event: Event) -> str:
    return url_for("events.show", event_id=event.id)
