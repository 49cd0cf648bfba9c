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
    page = schedule_page(event, current_user, now=clock.now())
    return render_template("meetings/schedule.html", page=page, wording=wording)


@blueprint.get("/organizers/schedule/versions/<int:number>")
@access(Access.ORGANIZER)
def version(number: int) -> ResponseReturnValue:
    """One published version: what it changed, and who was told."""
    page = version_page(current_event(), number, now=clock.now())
    return render_template("meetings/version.html", page=page, wording=wording)
