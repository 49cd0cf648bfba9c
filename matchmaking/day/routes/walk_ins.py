"""Somebody came without a profile: six answers, then at once whom they could meet."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.accounts.policy import is_organizer
from matchmaking.day import operations, queries, replacing, wording
from matchmaking.day.forms import WalkInForm
from matchmaking.day.routes import blueprint
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotFound
from matchmaking.events.queries import find_attendance
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.profiles import operations as publishing
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.policy import is_visible, waits_for_publication
from matchmaking.profiles.queries import get_by_key, in_demonstration


@blueprint.route("/organizers/day/walk-ins/new", methods=["GET", "POST"])
@access(Access.HELPER)
def walk_in() -> ResponseReturnValue:
    """Six answers at the door."""
    now, form = clock.now(), WalkInForm()
    event = queries.current_event(now)
    closed = wording.why_closed(current_user, event, now=now)
    shown = {"form": form, "event": event, "closed": closed}
    if not form.is_submitted():
        kept_forms.restore(form)
        return render_template("day/walk_in.html", **shown)
    typed = form.read()
    if typed is None or closed:
        return render_template("day/walk_in.html", **shown), 409 if closed else 422
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
    if attendance is None or not attendance.is_there:
        raise NotFound(f"{key} is not there")
    demonstration = in_demonstration()
    room = replacing.read_room(event, now=now)
    return render_template(
        "day/walked_in.html",
        event=event,
        profile=profile,
        visible=is_visible(profile, demonstration=demonstration),
        waits=waits_for_publication(profile, demonstration=demonstration),
        whole=is_organizer(current_user),
        rows=replacing.list_candidates(profile, room, slot=None),
    )


@blueprint.post("/organizers/day/walk-ins/<key>/publish")
@access(Access.ORGANIZER)
def publish(key: str) -> ResponseReturnValue:
    """One tap: an organisation that is there may be met from now on."""
    now, profile, form = clock.now(), get_by_key(key), DecisionForm()
    attendance = find_attendance(queries.current_event(now), profile)
    if attendance is None or not attendance.is_there:
        raise NotFound(f"{key} is not there")
    if not form.validate():
        abort(400)
    with returning_to(url_for("day.board")):
        publishing.publish(profile, shown_version=form.version.data, actor=current_user, now=now)
    db.session.commit()
    name = public_name(profile)
    say("ok", _("%(name)s is published.", name=name), _("Whom they could meet stands here; both are asked aloud."))
    return redirect(url_for("day.walked_in", key=key), 303)
