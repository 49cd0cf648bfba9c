"""What organizers do: introduce, follow, take back, open again."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions import operations, queries, wording
from matchmaking.introductions.notebook import queries as notebook
from matchmaking.introductions.organizer_page import ATTENTION, FilterBar, OrganizerPage, OrganizerRow
from matchmaking.introductions.routes import blueprint
from matchmaking.matching.routes.review import next_pair
from matchmaking.navigation import Link
from matchmaking.profiles.queries import get_by_key

Decision = Callable[..., None]  # (introduction, *, shown_version, actor, now)


@blueprint.post("/organizers/pairs/<ml_key>/<dz_key>/approve")
@access(Access.ORGANIZER)
def approve(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Introduce a pair; the letters wait for the hold time, and the answer offers the undo."""
    ml, dz, form, now = get_by_key(ml_key), get_by_key(dz_key), DecisionForm(), clock.now()
    pair = url_for("matching.pair", ml_key=ml_key, dz_key=dz_key)
    if not form.validate():
        abort(400)
    following = next_pair(ml_key, dz_key)  # before the pair leaves the queue
    try:
        with returning_to(pair):
            introduction = operations.approve(ml, dz, shown_version=form.version.data, actor=current_user, now=now)
    except NotAllowed as refusal:
        say("bad", str(refusal))
        return redirect(pair, 303)
    db.session.commit()
    say(
        "ok",
        _("%(malian)s and %(algerian)s: introduction approved.", malian=ml.name, algerian=dz.name),
        wording.letters_leave(wording.leaving([introduction]), now=now),
        undo_url=url_for("introductions.undo", introduction_id=introduction.id),
        hidden={"version": introduction.version},
    )
    return redirect(following, 303)


@blueprint.post("/organizers/introductions/<int:introduction_id>/undo")
@access(Access.ORGANIZER)
def undo(introduction_id: int) -> ResponseReturnValue:
    """Take an introduction back."""
    introduction, form = queries.get_introduction(introduction_id), DecisionForm()
    back = url_for("introductions.show", introduction_id=introduction_id)
    if not form.validate():
        abort(400)
    with returning_to(back):
        operations.undo(introduction, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The introduction is taken back; the pair is in the queue again."))
    return redirect(back, 303)


@blueprint.get("/organizers/introductions")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """All introductions: state, both answers, what happens next."""
    bar, now = FilterBar.from_query(request.args), clock.now()
    marked = notebook.marked(tag=bar.tag, follower=current_user if bar.mine else None)
    found = queries.list_introductions(
        status=bar.status, waiting_for=bar.waiting_for, attention=bar.attention, marked=marked, page=bar.page
    )
    return render_template(
        "introductions/index.html",
        rows=OrganizerRow.list_of(found.rows, now=now),
        bar=bar,
        active=[Link(label, url_for("introductions.index", **rest)) for label, rest in bar.chips()],
        counts={status.value: count for status, count in queries.count_by_status().items()},
        statuses=wording.STATUSES,
        attention=ATTENTION,
        tags=[(tag, tag) for tag in notebook.list_tags()],
        page=found,
    )


@blueprint.get("/organizers/introductions/<int:introduction_id>")
@access(Access.ORGANIZER)
def show(introduction_id: int) -> ResponseReturnValue:
    """One introduction with its history and its letters."""
    introduction = queries.get_introduction(introduction_id)
    page = OrganizerPage.of(introduction, current_user, now=clock.now())
    return render_template("introductions/show.html", page=page)


@blueprint.post("/organizers/introductions/<int:introduction_id>/resume")
@access(Access.ORGANIZER)
def resume(introduction_id: int) -> ResponseReturnValue:
    """Open one again that ended without an answer."""
    return _decide(
        introduction_id, operations.resume, _("It is open again; both sides are told, and the clock begins anew.")
    )


@blueprint.post("/organizers/introductions/<int:introduction_id>/still-fits")
@access(Access.ORGANIZER)
def accept_grounds(introduction_id: int) -> ResponseReturnValue:
    """The rewritten need or offer was read, and the introduction goes on."""
    return _decide(introduction_id, operations.accept_grounds, _("Noted: the introduction rests on the new words."))


def _decide(introduction_id: int, operation: Decision, done: str) -> ResponseReturnValue:
    introduction, form = queries.get_introduction(introduction_id), DecisionForm()
    back = url_for("introductions.show", introduction_id=introduction_id)
    if not form.validate():
        abort(400)
    try:
        with returning_to(back):
            operation(introduction, shown_version=form.version.data, actor=current_user, now=clock.now())
    except NotAllowed as refusal:
        say("bad", str(refusal))
        return redirect(back, 303)
    db.session.commit()
    say("ok", done)
    return redirect(back, 303)
