"""What participants see of the event, and how they say whether they come."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import returning_to
from matchmaking.errors import NotFound
from matchmaking.events import operations, page, policy, queries, wording
from matchmaking.events.forms.attending import AttendanceForm
from matchmaking.events.routes import blueprint
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.profiles.queries import get_of_member


@blueprint.get("/event")
@access(Access.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """The running or next event: when, where, what happens, and what one's own organisations have said."""
    now = clock.now()
    event = queries.find_current(now)
    if event is None:
        return render_template("events/none.html")
    rows = page.own_rows(event, current_user, now=now)
    shown = {"event": event, "days": page.programme(event), "rows": rows, "is_over": event.ends_at <= now}
    return render_template("events/mine.html", **shown, wording=wording)


@blueprint.route("/event/<key>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def answer(key: str) -> ResponseReturnValue:
    """One organisation's answer: on site, online or not at all, who comes, when free."""
    now, profile = clock.now(), get_of_member(key, current_user)
    event = queries.find_next(now)
    if event is None or not policy.can_answer(current_user, profile, event, now=now):
        raise NotFound(f"an event for profile {key}")
    form = AttendanceForm(event, profile, queries.find_attendance(event, profile))
    if form.validate_on_submit():
        told = {"shown_version": form.version.data, "actor": current_user, "now": now}
        with returning_to(url_for("events.answer", key=key)):
            if form.is_coming:
                operations.answer(event, profile, form.answer, **told)
            else:
                operations.decline(event, profile, **told)
        kept_forms.forget()
        db.session.commit()
        kept = _("Should meetings of yours be planned already, the organizers are told and look after them.")
        say("ok", _("Thank you, your answer is noted."), kept)
        return redirect(url_for("events.mine"), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    shown = {"event": event, "profile": profile, "form": form, "groups": page.slot_groups(event)}
    return render_template("events/attendance.html", **shown, back=url_for("events.mine")), 422 if form.errors else 200
