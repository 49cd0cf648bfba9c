"""What organizers read: the schedule as it stands or as it is drafted, and its versions."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.errors import NotFound
from matchmaking.events.models import Event
from matchmaking.events.queries import find_current
from matchmaking.meetings import wording
from matchmaking.meetings.forms import ShiftForm
from matchmaking.meetings.routes import blueprint
from matchmaking.meetings.schedule_page import schedule_page, version_page


def current_event() -> Event:
    """The event the pages are about; raises NotFound where there is none."""
    event = find_current(clock.now())
    if event is None:
        raise NotFound
    return event


@blueprint.get("/organizers/schedule")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """The draft, or the version that holds, with everything left over."""
    event = find_current(clock.now())
    if event is None:
        return render_template("meetings/no_event.html")
    return show(event)


@blueprint.get("/organizers/schedule/versions/<int:number>")
@access(Access.ORGANIZER)
def version(number: int) -> ResponseReturnValue:
    """One published version: what it changed, and who was told."""
    page = version_page(current_event(), number, now=clock.now())
    return render_template("meetings/version.html", page=page, wording=wording)


def show(event: Event, *, shift: ShiftForm | None = None) -> str:
    """The page of an event's schedule; a form that was refused stands in it as it was sent."""
    page = schedule_page(event, current_user, now=clock.now())
    form = shift or ShiftForm(event)
    form.version.data = page.number
    over = {row.slot.id for row in page.rows if row.over}
    form.slot.choices = [choice for choice in form.slot.choices if choice.value not in over]
    return render_template("meetings/schedule.html", page=page, shift=form, wording=wording)
