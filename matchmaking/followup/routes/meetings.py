"""The committee's meetings: planned, briefed, held, minuted; decisions become actions by one tap."""

from __future__ import annotations

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.followup import brief, queries, wording
from matchmaking.followup.forms.plan import DecisionTextForm, MeetingForm, MinutesForm
from matchmaking.followup.models import CommitteeMeeting
from matchmaking.followup.operations import meetings as operations
from matchmaking.followup.routes import blueprint
from matchmaking.introductions.wording import both_clocks
from matchmaking.printing import documents, pdf
from matchmaking.profiles import labels


@blueprint.get("/followup/meetings")
@access(Access.COMMITTEE)
def meetings() -> ResponseReturnValue:
    """All meetings, the latest first."""
    return render_template("followup/meetings.html", found=queries.list_meetings(), moment=both_clocks, now=clock.now())


@blueprint.route("/followup/meetings/new", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def new_meeting() -> ResponseReturnValue:
    """Put a meeting in the calendar."""
    form = MeetingForm()
    if form.validate_on_submit():
        made = operations.plan(form.sitting, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        return redirect(url_for("followup.meeting", meeting_id=made.id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("followup/new_meeting.html", form=form, shown=None), 422 if form.errors else 200


@blueprint.get("/followup/meetings/<int:meeting_id>.pdf")
@access(Access.COMMITTEE)
def meeting_pdf(meeting_id: int) -> ResponseReturnValue:
    """The brief, the decisions and the minutes on paper, in the reader's language."""
    shown = queries.get_meeting(meeting_id)
    html = documents.word(
        "followup/paper/meeting.html",
        shown=shown,
        brief=brief.current(shown.brief, current_user, today=clock.now().date()),
        when=both_clocks(shown.starts_at),
        wording=wording,
        labels=labels,
    )
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="comite-{shown.starts_at:%Y-%m-%d}.pdf"',
    }
    return make_response(pdf.make_pdf(html), 200, headers)


@blueprint.route("/followup/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def edit_meeting(meeting_id: int) -> ResponseReturnValue:
    """Change when, where or with whom."""
    shown, here = queries.get_meeting(meeting_id), url_for("followup.meeting", meeting_id=meeting_id)
    form = MeetingForm(shown)
    if form.validate_on_submit():
        with returning_to(here):
            version = form.version.data
            operations.rearrange(shown, form.sitting, shown_version=version, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        return redirect(here, 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("followup/new_meeting.html", form=form, shown=shown), 422 if form.errors else 200


@blueprint.get("/followup/meetings/<int:meeting_id>")
@access(Access.COMMITTEE)
def meeting(meeting_id: int) -> ResponseReturnValue:
    """Brief, minutes and decisions; prints on one page."""
    return _page(queries.get_meeting(meeting_id))


@blueprint.post("/followup/meetings/<int:meeting_id>/hold")
@access(Access.COMMITTEE)
def hold_meeting(meeting_id: int) -> ResponseReturnValue:
    """It is held: the brief stays as it is now."""
    shown, form, now = queries.get_meeting(meeting_id), DecisionForm(), clock.now()
    if not form.validate():
        abort(400)
    with returning_to(url_for("followup.meeting", meeting_id=meeting_id)):
        read = brief.compose(current_user, today=now.date())
        operations.hold(shown, read, shown_version=form.version.data, actor=current_user, now=now)
    db.session.commit()
    say("ok", _("The meeting is held. Its brief stays as it was read."))
    return redirect(url_for("followup.meeting", meeting_id=meeting_id), 303)


@blueprint.post("/followup/meetings/<int:meeting_id>/minutes")
@access(Access.COMMITTEE)
def write_minutes(meeting_id: int) -> ResponseReturnValue:
    """Save the minutes."""
    shown, form = queries.get_meeting(meeting_id), MinutesForm()
    if not form.validate():
        return _page(shown, minutes=form), 422
    text = (form.minutes.data or "").strip()
    if form.version.data != shown.version:
        say("bad", _("Somebody else has changed the meeting meanwhile."), _("Your text is below, not saved yet."))
        form.version.data = shown.version
        return _page(shown, minutes=form), 409
    operations.write_minutes(shown, text, shown_version=shown.version, actor=current_user, now=clock.now())
    kept_forms.forget()
    db.session.commit()
    say("ok", _("The minutes are saved."))
    return redirect(url_for("followup.meeting", meeting_id=meeting_id, _anchor="minutes"), 303)


@blueprint.post("/followup/meetings/<int:meeting_id>/decisions")
@access(Access.COMMITTEE)
def decide(meeting_id: int) -> ResponseReturnValue:
    """Add a decision."""
    shown, form = queries.get_meeting(meeting_id), DecisionTextForm()
    if not form.validate():
        return _page(shown, decision=form), 422
    operations.decide(shown, form.text.data.strip(), actor=current_user, now=clock.now())
    kept_forms.forget()
    db.session.commit()
    return redirect(url_for("followup.meeting", meeting_id=meeting_id, _anchor="decisions"), 303)


@blueprint.post("/followup/meetings/<int:meeting_id>/decisions/<int:decision_id>/action")
@access(Access.COMMITTEE)
def act_on_decision(meeting_id: int, decision_id: int) -> ResponseReturnValue:
    """A decision becomes an action; owner and day are filled in on its page."""
    shown = queries.get_meeting(meeting_id)
    decision = queries.get_decision(shown, decision_id)
    label = _("Committee of %(day)s: %(text)s", day=wording.day(shown.starts_at), text=decision.text)
    made = operations.act_on(decision, label=label, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The decision is an action now."), _("Say who does it, and by when."))
    return redirect(url_for("followup.action", action_id=made.id), 303)


def _page(
    shown: CommitteeMeeting, *, minutes: MinutesForm | None = None, decision: DecisionTextForm | None = None
) -> str:
    return render_template(
        "followup/meeting.html",
        shown=shown,
        brief=brief.current(shown.brief, current_user, today=clock.now().date()),
        minutes=minutes or MinutesForm(data={"minutes": shown.minutes, "version": shown.version}),
        decision=decision or DecisionTextForm(formdata=None),
        moment=both_clocks,
        wording=wording,
        labels=labels,
    )
