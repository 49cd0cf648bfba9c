"""Organizers read the requests, introduce, or decline with a sentence."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.addresses import page_asked
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.requests import lists, queries
from matchmaking.introductions.requests.forms import ApproveForm, DeclineForm
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.operations import deciding
from matchmaking.introductions.requests.routes import blueprint
from matchmaking.introductions.requests.wording import STATUSES
from matchmaking.introductions.wording import leaving, letters_leave
from matchmaking.locale import moment
from matchmaking.navigation import Link


@blueprint.get("/organizers/requests")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """All requests, those that wait first."""
    wanted = request.args.get("status")
    status = RequestStatus(wanted) if wanted in set(RequestStatus) else None
    found = queries.list_requests(status, page=page_asked())
    return render_template(
        "introductions/requests/index.html",
        rows=lists.organizer_rows(found.rows, current_user, now=clock.now()),
        waiting=queries.count_waiting(),
        status=status,
        statuses=STATUSES,
        active=[Link(str(STATUSES[status]), url_for("requests.index"))] if status else [],
        page=found,
    )


@blueprint.post("/organizers/requests/<int:request_id>/approve")
@access(Access.ORGANIZER)
def approve(request_id: int) -> ResponseReturnValue:
    """Introduce the two; the letters wait for the hold time, and the answer offers the undo."""
    found, form, now, back = queries.get_request(request_id), ApproveForm(), clock.now(), url_for("requests.index")
    if not form.validate():
        abort(400)
    versions = {"shown_version": form.version.data, "review_version": form.review_version.data}
    try:
        with returning_to(back):
            introduction = deciding.approve(found, **versions, actor=current_user, now=now)
    except NotAllowed as refusal:
        say("bad", str(refusal))
        return redirect(back, 303)
    db.session.commit()
    say(
        "ok",
        _("%(one)s and %(other)s: introduction approved.", one=found.profile.name, other=found.other_profile.name),
        letters_leave(leaving([introduction]), now=now),
        undo_url=url_for("introductions.undo", introduction_id=introduction.id),
        hidden={"version": introduction.version},
    )
    return redirect(back, 303)


@blueprint.route("/organizers/requests/<int:request_id>/decline", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def decline(request_id: int) -> ResponseReturnValue:
    """Say no, with a sentence to the asker."""
    found, form, now, back = queries.get_request(request_id), DeclineForm(), clock.now(), url_for("requests.index")
    if not form.is_submitted():
        form.version.data = found.version
        kept_forms.restore(form)
    elif form.validate():
        with returning_to(back):
            deciding.decline(
                found, form.answer.data.strip(), shown_version=form.version.data, actor=current_user, now=now
            )
        kept_forms.forget()
        db.session.commit()
        undo, hidden = url_for("requests.undo", request_id=request_id), {"version": found.version}
        say(
            "ok",
            _("Declined."),
            _("The letter to the asker leaves %(moment)s.", moment=moment(found.held_until or now, now=now)),
            undo_url=undo,
            hidden=hidden,
        )
        return redirect(back, 303)
    return render_template("introductions/requests/decline.html", form=form, found=found), 422 if form.errors else 200


@blueprint.post("/organizers/requests/<int:request_id>/undo")
@access(Access.ORGANIZER)
def undo(request_id: int) -> ResponseReturnValue:
    """Take a decline back while its letter is held."""
    found, form, back = queries.get_request(request_id), DecisionForm(), url_for("requests.index")
    if not form.validate():
        abort(400)
    with returning_to(back):
        deciding.undo_decline(found, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The request waits again; the asker learnt nothing."))
    return redirect(back, 303)
