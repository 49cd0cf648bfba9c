"""What organizers change of a published schedule; each act publishes the next version and tells both sides."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotAllowed, NotFound
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.queries import get_introduction
from matchmaking.meetings import operations, queries, wording
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.forms import PlaceForm
from matchmaking.meetings.holding import when_told
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.routes import blueprint
from matchmaking.meetings.routes.schedule import current_event
from matchmaking.meetings.schedule_page import meeting_page


@blueprint.route("/organizers/schedule/published/<int:introduction_id>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def meeting(introduction_id: int) -> ResponseReturnValue:
    """Move a published meeting, or put an introduction into the published schedule."""
    event, introduction = current_event(), get_introduction(introduction_id)
    published, now, refused = queries.find_published(event), clock.now(), ""
    if published is None:
        raise NotFound
    page = meeting_page(published, introduction, now=now)
    form = PlaceForm(event, place=Place.of(page.standing) if page.standing else next(iter(page.free), None))
    if form.validate_on_submit():
        told = {"shown_number": form.version.data, "actor": current_user, "now": now}
        try:
            with returning_to(url_for("meetings.index")):
                if page.standing and page.meeting:
                    made = operations.move(event, page.meeting, form.place, **told)
                else:
                    made = operations.add(event, introduction, form.place, **told)
        except (operations.Clash, NotAllowed) as clash:
            db.session.rollback()
            refused, page = str(clash), meeting_page(published, introduction, now=now)
        else:
            return _done(made, _("Published: %(names)s.", names=page.names))
    form.version.data = published.number
    body = render_template("meetings/place.html", page=page, form=form, refused=refused, draft=None, wording=wording)
    return body, 422 if refused or form.errors else 200


@blueprint.post("/organizers/schedule/published/<int:introduction_id>/cancel")
@access(Access.ORGANIZER)
def cancel(introduction_id: int) -> ResponseReturnValue:
    """Cancel a published meeting."""
    event, form = current_event(), DecisionForm()
    found = queries.get_meeting_of(event, introduction_id)
    if not form.validate():
        abort(400)
    with returning_to(url_for("meetings.index")):
        made = operations.cancel(event, found, shown_number=form.version.data, actor=current_user, now=clock.now())
    return _done(made, _("Cancelled: %(names)s.", names=wording.names(found)))


@blueprint.post("/organizers/schedule/restore/<int:introduction_id>")
@access(Access.ORGANIZER)
def restore(introduction_id: int) -> ResponseReturnValue:
    """Let a cancelled meeting be placed anew."""
    event, form = current_event(), DecisionForm()
    found = queries.get_meeting_of(event, introduction_id)
    if not form.validate():
        abort(400)
    with returning_to(url_for("meetings.index")):
        operations.restore(event, found, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("%(names)s can be placed again: it stands among those without a place.", names=wording.names(found)))
    return redirect(url_for("meetings.index", _anchor="left"), 303)


@blueprint.post("/organizers/schedule/told/<int:notice_id>")
@access(Access.ORGANIZER)
def tell(notice_id: int) -> ResponseReturnValue:
    """Somebody without e-mail was called."""
    event, form = current_event(), DecisionForm()
    notice = queries.get_notice(event, notice_id)
    if not form.validate():
        abort(400)
    with returning_to(url_for("meetings.index")):
        operations.tell(event, notice, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Noted: they know their meetings."))
    return redirect(url_for("meetings.index", _anchor="calls"), 303)


def _done(made: Schedule, fact: str) -> ResponseReturnValue:
    db.session.commit()
    say("ok", fact, when_told(made, now=clock.now()))
    return redirect(url_for("meetings.index"), 303)
