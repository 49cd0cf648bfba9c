"""What organizers do: introduce, follow, call, take back."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions import operations, policy, queries, wording
from matchmaking.introductions.forms import DecisionForm, ToldAnswerForm
from matchmaking.introductions.lifecycle import Answer, AnswerChannel
from matchmaking.introductions.operations import ToldAnswer
from matchmaking.introductions.organizer_page import FilterBar, OrganizerPage, OrganizerRow
from matchmaking.introductions.routes import blueprint
from matchmaking.introductions.routes.returning import returning_to
from matchmaking.locale import moment
from matchmaking.matching.routes.review import next_pair
from matchmaking.navigation import Link
from matchmaking.profiles.queries import get_by_key
from matchmaking.wordings.letters import Spoken


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
        _("The letters leave %(moment)s.", moment=moment(introduction.held_until, now=now)),
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
    found = queries.list_introductions(status=bar.status, waiting_for=bar.waiting_for, page=bar.page)
    return render_template(
        "introductions/index.html",
        rows=OrganizerRow.list_of(found.introductions, now=now),
        total=found.total,
        bar=bar,
        active=[Link(label, url_for("introductions.index", **rest)) for label, rest in bar.chips()],
        counts={status.value: count for status, count in queries.count_by_status().items()},
        statuses=wording.STATUSES,
        page=found.number,
        page_count=found.count,
        previous_url=_page_url(bar, found.number - 1) if found.number > 1 else None,
        next_url=_page_url(bar, found.number + 1) if found.number < found.count else None,
    )


def _page_url(bar: FilterBar, number: int) -> str:
    return url_for("introductions.index", **bar.query(), page=number)


@blueprint.get("/organizers/introductions/<int:introduction_id>")
@access(Access.ORGANIZER)
def show(introduction_id: int) -> ResponseReturnValue:
    """One introduction with its history and its letters."""
    introduction = queries.get_introduction(introduction_id)
    page = OrganizerPage.of(introduction, current_user, now=clock.now())
    return render_template("introductions/show.html", page=page)


@blueprint.get("/organizers/calls")
@access(Access.ORGANIZER)
def call_list() -> ResponseReturnValue:
    """« À appeler »: one line for each person whom letters do not reach."""
    now = clock.now()
    return render_template(
        "introductions/calls.html",
        calls=queries.list_calls(current_user, now=now),
        now=now,
        wording=wording,
        spoken=Spoken.load(),
    )


@blueprint.route("/organizers/calls/<int:side_id>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def record_answer(side_id: int) -> ResponseReturnValue:
    """Write down what somebody said by phone."""
    side, now = queries.get_side(side_id), clock.now()
    back = url_for("introductions.show", introduction_id=side.introduction_id)
    if not policy.can_record(current_user, side, now):
        return redirect(back, 303)
    form = ToldAnswerForm(asked_at=side.introduction.approved_at, now=now)
    if form.validate_on_submit():
        told = ToldAnswer(
            answer=Answer(form.answer.data),
            channel=AnswerChannel(form.channel.data),
            spoken_at=form.moment,
            name=form.name.data.strip(),
            reason=form.declined_for,
        )
        with returning_to(back):
            operations.record_answer(side, told, shown_version=form.version.data, actor=current_user, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Noted. It counts %(moment)s.", moment=moment(side.effective_at or now, now=now)))
        return redirect(url_for("introductions.call_list"), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    body = render_template("introductions/record.html", form=form, side=side, wording=wording)
    return body, 422 if form.errors else 200


@blueprint.post("/organizers/calls/<int:side_id>/told")
@access(Access.ORGANIZER)
def tell_outcome(side_id: int) -> ResponseReturnValue:
    """Somebody without e-mail was told how it ended."""
    side, form = queries.get_side(side_id), DecisionForm()
    back = url_for("introductions.call_list")
    if not form.validate():
        abort(400)
    with returning_to(back):
        operations.tell_outcome(side, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Noted: %(name)s knows how it ended.", name=wording.person_of(side)))
    return redirect(back, 303)
