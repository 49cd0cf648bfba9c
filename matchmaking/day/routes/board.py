"""The day board and the door: who is there, by one tap."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.day import board as boards
from matchmaking.day import door as doors
from matchmaking.day import policy, queries, wording
from matchmaking.day.forms import PresenceForm
from matchmaking.day.routes import blueprint
from matchmaking.events import operations as events
from matchmaking.events.models import Attendance, Guest
from matchmaking.events.policy import usual_mode
from matchmaking.events.queries import find_current, get_guest
from matchmaking.events.wording import ROLES
from matchmaking.extensions import db
from matchmaking.flashes import say


@blueprint.get("/organizers/day")
@access(Access.HELPER)
def board() -> ResponseReturnValue:
    """Who is missing for the next slot, then what runs and what is next at each table."""
    now = clock.now()
    event = find_current(now)
    if event is None:
        return render_template("day/none.html")
    can_change = policy.can_change_day(current_user)
    board = boards.build(event, now=now, publishes=can_change)
    closed = wording.why_closed(current_user, event, now=now)
    return render_template("day/board.html", board=board, now=now, can_change=can_change, closed=closed)


@blueprint.get("/organizers/day/door")
@access(Access.HELPER)
def door() -> ResponseReturnValue:
    """Everybody who is expected, A to Z; by a part of a name, those who could come too."""
    now, wanted = clock.now(), request.args.get("q", "")[:80]
    event = queries.current_event(now)
    closed = wording.why_closed(current_user, event, now=now)
    return render_template("day/door.html", event=event, door=doors.build(event, wanted), roles=ROLES, closed=closed)


@blueprint.post("/organizers/day/presence")
@access(Access.HELPER)
def presence() -> ResponseReturnValue:
    """Present, or absent again: the second tap takes the first one back."""
    now, form = clock.now(), PresenceForm()
    if not form.validate():
        abort(400)
    event, row = queries.current_event(now), form.row.data
    if closed := wording.why_closed(current_user, event, now=now):
        say("bad", closed, _("Nothing was changed."))
        return _back(form)
    if form.kind.data == "profile":
        profile = doors.get_unexpected(event, row)
        found: Attendance | Guest = events.welcome(event, profile, usual_mode(profile), actor=current_user, now=now)
    else:
        found = get_guest(event.id, row) if form.kind.data == "guest" else queries.get_attendance(event, row)
        mark = events.mark_arrived if form.there.data == "1" else events.mark_absent
        mark(found, actor=current_user, now=now)
    name = doors.name_of(found)
    db.session.commit()
    say("ok", _("%(name)s is there.", name=name) if found.arrived_at else _("%(name)s is not there.", name=name))
    return _back(form)


def _back(form: PresenceForm) -> Response:
    if form.back.data == "door":
        return redirect(url_for("day.door", q=form.q.data or None, _anchor=form.at.data or None), 303)
    return redirect(url_for("day.board", _anchor=form.at.data or None), 303)
