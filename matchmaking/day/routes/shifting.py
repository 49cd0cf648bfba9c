"""The day runs late: organizers see what would move, then move it in one act."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.day import queries
from matchmaking.day.forms import DEFAULT_MINUTES, ShiftDayForm
from matchmaking.day.routes import blueprint
from matchmaking.deciding import returning_to
from matchmaking.errors import NotAllowed, NotFound
from matchmaking.events.models import Slot
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.meetings import operations, wording
from matchmaking.meetings.holding import when_told
from matchmaking.meetings.queries import find_published

MINUTES = (10, 15, 30, 45, 60)


@blueprint.get("/organizers/day/shift")
@access(Access.ORGANIZER)
def shift() -> ResponseReturnValue:
    """Every later line with its times until now and its new ones; nothing moves by looking."""
    now = clock.now()
    event = queries.current_event(now)
    coming = [slot for slot in event.slots if slot.starts_at > now]
    wanted = request.args.get("slot", type=int)
    first = next((slot for slot in coming if wanted in (None, slot.id)), None)
    minutes = request.args.get("minutes", DEFAULT_MINUTES, type=int)
    published = find_published(event)
    moving = [slot for slot in coming if first and _moves_with(slot, first)]
    return render_template(
        "day/shift.html",
        event=event,
        coming=coming,
        first=first,
        minutes=minutes,
        choices=MINUTES,
        by=timedelta(minutes=minutes),
        moving=queries.list_told(published, moving),
        slots=moving,
        number=published.number if published else 0,
        wording=wording,
    )


@blueprint.post("/organizers/day/shift")
@access(Access.ORGANIZER)
def do_shift() -> ResponseReturnValue:
    """Move them; the answer offers the way back."""
    now, form = clock.now(), ShiftDayForm()
    event = queries.current_event(now)
    if not form.validate():
        abort(400)
    first = next((slot for slot in event.slots if slot.id == form.slot.data), None)
    if first is None:
        raise NotFound(f"slot {form.slot.data}")
    minutes, here = form.minutes.data, url_for("day.shift", slot=first.id, minutes=form.minutes.data)
    try:
        with returning_to(here):
            told = {"shown_number": form.version.data, "actor": current_user, "now": now}
            made = operations.shift(event, first, minutes, **told)
    except NotAllowed as refusal:
        db.session.rollback()
        say("bad", str(refusal))
        return redirect(here, 303)
    db.session.commit()
    text = when_told(made, now=now) if made else ""
    undo = {"version": (made.number or 0) if made else 0, "slot": first.id, "minutes": -minutes}
    fact = _("All later slots are shifted by %(minutes)s minutes.", minutes=minutes)
    say("ok", fact, text, undo_url=url_for("day.do_shift"), hidden=undo)
    return redirect(url_for("day.board"), 303)


def _moves_with(slot: Slot, first: Slot) -> bool:
    """Later on the same day."""
    return slot.position >= first.position and slot.starts_at.date() == first.starts_at.date()
