"""What came of introductions: read by the committee, written down by organizers."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.addresses import page_asked
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.followup import outcome_page, policy, queries, wording
from matchmaking.followup.forms.outcomes import EvidenceForm, HeardForm
from matchmaking.followup.lifecycle import Channel, OutcomeKind, Speaker
from matchmaking.followup.operations import outcomes as operations
from matchmaking.followup.operations.outcomes import Source
from matchmaking.followup.routes import blueprint
from matchmaking.introductions import wording as introductions


@blueprint.get("/followup/outcomes")
@access(Access.COMMITTEE)
def outcomes() -> ResponseReturnValue:
    """Every introduction whose contacts opened, with what is known of it."""
    found = queries.page_followed(page=page_asked())
    return render_template(
        "followup/outcomes.html",
        rows=outcome_page.list_rows(found.rows, current_user),
        found=found,
        rate=queries.answer_rate(),
        counts=outcome_page.count_by_kind(),
        opens=policy.can_record_outcome(current_user),
        wording=wording,
    )


@blueprint.get("/followup/outcomes/<int:introduction_id>")
@access(Access.ORGANIZER)
def outcome(introduction_id: int) -> ResponseReturnValue:
    """One introduction: what is known, who contradicts whom, everything that was said."""
    page = outcome_page.build(queries.get_followed(introduction_id), current_user)
    return render_template("followup/outcome.html", page=page, form=EvidenceForm(), wording=wording)


@blueprint.get("/followup/outcomes/<int:introduction_id>/heard")
@access(Access.ORGANIZER)
def whose_word(introduction_id: int) -> ResponseReturnValue:
    """Whose word is to be noted? Only then can the form show what this side has said so far."""
    introduction = queries.get_followed(introduction_id).introduction
    return render_template("followup/whose_word.html", introduction=introduction, reader=current_user, wording=wording)


@blueprint.route("/followup/outcomes/<int:introduction_id>/heard/<any(ML, DZ):side>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def hear(introduction_id: int, side: str) -> ResponseReturnValue:
    """Write down what this side said by phone, by WhatsApp or in person, beside what it has said before."""
    introduction, now, speaker = queries.get_followed(introduction_id).introduction, clock.now(), Speaker(side)
    assert introduction.contacts_opened_at is not None
    held = outcome_page.held_by(introduction, speaker)
    form = HeardForm(held=held, speaker=speaker, opened_at=introduction.contacts_opened_at, now=now)
    if form.validate_on_submit():
        source = Source(
            channel=Channel(form.channel.data),
            said_at=form.moment,
            name=form.name.data.strip(),
            recorded_by=current_user,
        )
        operations.declare(introduction, speaker, form.declaration, source=source, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Noted. What was said before stays in the history."))
        return redirect(url_for("followup.outcome", introduction_id=introduction_id), 303)
    if not form.is_submitted():
        kept_forms.restore(form)
    body = render_template(
        "followup/hear.html",
        form=form,
        introduction=introduction,
        profile=introduction.ml_profile if speaker is Speaker.MALI else introduction.dz_profile,
        reader=current_user,
        wording=wording,
    )
    return body, 422 if form.errors else 200


@blueprint.post("/followup/outcomes/<int:introduction_id>/evidence")
@access(Access.ORGANIZER)
def see_evidence(introduction_id: int) -> ResponseReturnValue:
    """Write down that an organizer has seen it in writing."""
    followed, form = queries.get_followed(introduction_id), EvidenceForm()
    if not form.validate():
        page = outcome_page.build(followed, current_user)
        return render_template("followup/outcome.html", page=page, form=form, wording=wording), 422
    operations.record_evidence(
        followed.introduction,
        OutcomeKind(form.kind.data),
        evidence=form.evidence.data.strip(),
        holds=form.holds.data == "1",
        money=form.money(),
        actor=current_user,
        now=clock.now(),
    )
    db.session.commit()
    say("ok", _("Noted. What was said before stays in the history."))
    return redirect(url_for("followup.outcome", introduction_id=introduction_id), 303)


@blueprint.get("/followup/to-ask")
@access(Access.ORGANIZER)
def to_ask() -> ResponseReturnValue:
    """Who was asked and has not answered: those whom no letter reaches first, each with phone and WhatsApp."""
    return render_template(
        "followup/to_ask.html",
        found=queries.list_to_ask(page=page_asked()),
        now=clock.now(),
        wording=wording,
        introductions=introductions,
    )
