"""Somebody came without a profile: six answers, then at once whom they could meet."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.accounts.policy import is_organizer
from matchmaking.day import operations, queries, replacing
from matchmaking.day.forms import WalkInForm
from matchmaking.day.routes import blueprint
from matchmaking.errors import NotFound
from matchmaking.events.queries import find_attendance
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import get_by_key, in_demonstration


@blueprint.route("/organizers/day/walk-ins/new", methods=["GET", "POST"])
@access(Access.HELPER)
def walk_in() -> ResponseReturnValue:
    """Six answers at the door."""
    now, form = clock.now(), WalkInForm()
    event = queries.current_event(now)
    if not form.is_submitted():
        kept_forms.restore(form)
        return render_template("day/walk_in.html", form=form, event=event)
    typed = form.read()
    if typed is None:
        return render_template("day/walk_in.html", form=form, event=event), 422
    profile = operations.take_in(event, typed, actor=current_user, now=now)
    kept_forms.forget()
    db.session.commit()
    say("ok", _("%(name)s takes part and is there.", name=public_name(profile)))
    return redirect(url_for("day.walked_in", key=profile.key), 303)


@blueprint.get("/organizers/day/walk-ins/<key>")
@access(Access.HELPER)
def walked_in(key: str) -> ResponseReturnValue:
    """Whom an organisation that is there could meet: computed while the page is made, nobody waits for a run."""
    now, profile = clock.now(), get_by_key(key)
    event = queries.current_event(now)
    attendance = find_attendance(event, profile)
    if attendance is None or attendance.arrived_at is None:
        raise NotFound(f"{key} is not there")
    visible = is_visible(profile, demonstration=in_demonstration())
    room = replacing.read_room(event, now=now)
    return render_template(
        "day/walked_in.html",
        event=event,
        profile=profile,
        visible=visible,
        whole=is_organizer(current_user),
        rows=replacing.list_candidates(profile, room, slot=None) if visible else [],
    )
