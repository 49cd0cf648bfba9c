"""« À appeler »: whom organizers ring up, what came of it, what somebody said."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from flask_wtf import FlaskForm

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.accounts import operations as accounts
from matchmaking.addresses import page_asked
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions import operations, policy, queries, wording
from matchmaking.introductions.call_list import list_calls
from matchmaking.introductions.forms import CallForm, ToldAnswerForm
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, CallResult
from matchmaking.introductions.operations import ToldAnswer
from matchmaking.introductions.routes import blueprint
from matchmaking.introductions.timetable import weekends
from matchmaking.locale import moment
from matchmaking.outbox.message_view import state_label
from matchmaking.profiles.vocabulary import Country
from matchmaking.wordings.letters import Spoken


@blueprint.get("/organizers/calls")
@access(Access.ORGANIZER)
def call_list() -> ResponseReturnValue:
    """« À appeler »: one line for each person whom letters do not reach."""
    now = clock.now()
    found = list_calls(current_user, now=now, page=page_asked())
    return render_template(
        "introductions/calls.html",
        found=found,
        now=now,
        wording=wording,
        spoken=Spoken.load(),
        letter_state=state_label,
        resting={country: weekends().rests(now, country) for country in Country},
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


@blueprint.post("/organizers/calls/<int:side_id>/address")
@access(Access.ORGANIZER)
def trust_address(side_id: int) -> ResponseReturnValue:
    """The address takes mail again, as somebody says: letters go there from now on."""
    side, form = queries.get_side(side_id), FlaskForm()
    if not form.validate():
        abort(400)
    if side.contact_user is None:
        raise NotFound(f"side {side_id}")
    accounts.forget_bounce(side.contact_user, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Letters go to %(name)s by e-mail again.", name=wording.person_of(side)))
    return redirect(url_for("introductions.call_list"), 303)


@blueprint.post("/organizers/calls/<int:side_id>/called")
@access(Access.ORGANIZER)
def note_call(side_id: int) -> ResponseReturnValue:
    """A call that brought no answer."""
    side, form = queries.get_side(side_id), CallForm()
    back = url_for("introductions.call_list")
    if not form.validate():
        say("bad", _("The call is not noted yet. Choose what came of it."))
        return redirect(back, 303)
    result = CallResult(form.result.data)
    with returning_to(back):
        operations.note_call(side, result, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Noted: %(name)s. %(result)s.", name=wording.person_of(side), result=wording.CALL_RESULTS[result]))
    return redirect(back, 303)
