"""A person's own meetings: as a page, on paper, in a calendar. Only what was published, and nobody else's."""

from __future__ import annotations

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.errors import NotFound
from matchmaking.events.rooms import room_url
from matchmaking.meetings import calendars
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.routes import blueprint
from matchmaking.meetings.sheets import feeds, own_day, queries
from matchmaking.outbox.calendar import CalendarMethod
from matchmaking.printing import documents, pdf


@blueprint.get("/meetings")
@access(Access.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """The schedule of the reader's organisations, as published."""
    day = own_day.build(current_user, now=clock.now())
    shown = {"feed": _feed_address(), "kept": False, "contacts": True}
    return render_template("meetings/mine.html", day=day, room_url=room_url, **shown)


@blueprint.get("/meetings/kept")
@access(Access.SIGNED_IN)
def kept() -> ResponseReturnValue:
    """The same for a phone to keep: nothing to press, and contacts only where the phone is said to be one's own."""
    day = own_day.build(current_user, now=clock.now())
    shown = {"feed": None, "kept": True, "contacts": "contacts" in request.args}
    return render_template("meetings/mine.html", day=day, room_url=room_url, **shown)


@blueprint.get("/meetings/schedule.pdf")
@access(Access.SIGNED_IN)
def schedule_pdf() -> ResponseReturnValue:
    """The same on paper, in the reader's language."""
    day = own_day.build(current_user, now=clock.now())
    if not day.has_meetings:
        raise NotFound
    html = documents.word("meetings/paper/own.html", day=day, page_url=calendars.page_url())
    return _file(pdf.make_pdf(html), "application/pdf", f"deux-rives-{day.number}.pdf", inline=True)


@blueprint.get("/meetings/schedule.ics")
@access(Access.SIGNED_IN)
def schedule_ics() -> ResponseReturnValue:
    """All own meetings for a calendar; those called off too, so that it takes them out."""
    text = calendars.own_schedule(current_user, now=clock.now())
    return _file(text.encode(), calendars.MEDIA_TYPE, "deux-rives.ics")


@blueprint.get("/meetings/<int:meeting_id>.ics")
@access(Access.SIGNED_IN)
def meeting_ics(meeting_id: int) -> ResponseReturnValue:
    """One own meeting for a calendar."""
    placement, profile = queries.get_told(meeting_id, current_user)
    attendances = schedules.attendances_of(placement.meeting.event)
    text = calendars.calendar_for(
        placement, profile, method=CalendarMethod.PUBLISH, now=clock.now(), attendances=attendances
    )
    return _file(text.encode(), calendars.MEDIA_TYPE, f"deux-rives-{meeting_id}.ics")


def _feed_address() -> str | None:
    feed = feeds.find_feed(current_user)
    return feeds.address_of(feed) if feed else None


def _file(content: bytes, media_type: str, name: str, *, inline: bool = False) -> ResponseReturnValue:
    kind = "inline" if inline else "attachment"
    headers = {"Content-Type": media_type, "Content-Disposition": f'{kind}; filename="{name}"'}
    return make_response(content, 200, headers)
