"""The organizers' desk: what waits for a decision, one profile with its decisions, the table of rates."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.accounts.forms import PersonalLinkForm
from matchmaking.accounts.policy import is_organizer
from matchmaking.accounts.sharing import hand_over
from matchmaking.addresses import page_asked
from matchmaking.extensions import db
from matchmaking.profiles import content, listing, operations, policy, queries, steps
from matchmaking.profiles.differences import compare
from matchmaking.profiles.forms.desk import CheckForm, RateForm, ReasonForm, TypedForSomebodyForm
from matchmaking.profiles.forms.steps import InviteForm
from matchmaking.profiles.lifecycle import ProfileAction
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import TONES, present, rate_rows
from matchmaking.profiles.reading_aid import reader_of
from matchmaking.profiles.routes.frame import back_to_review, blueprint, person, say, shown_version
from matchmaking.profiles.translations.page import for_review
from matchmaking.profiles.twins.queries import list_merges_into, list_twins_of
from matchmaking.profiles.twins.showing import shown


@blueprint.get("/organizers/profiles")
@access(Access.SIDE_ORGANIZER)
def moderation() -> ResponseReturnValue:
    """All profiles: those that wait for a decision first."""
    wanted = listing.desk_filters(request.args)
    page = queries.list_desk(wanted, viewer=person(), page=page_asked())
    return render_template(
        "profiles/desk.html",
        page=page,
        wanted=wanted,
        active=listing.active(wanted, "profiles.moderation"),
        chosen=listing.chosen(wanted),
        waiting=queries.count_waiting(person()),
        whole=is_organizer(person()),
        tones=TONES,
        clear_url=url_for("profiles.moderation"),
    )


@blueprint.route("/organizers/profiles/new", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def type_for_somebody() -> ResponseReturnValue:
    """Type a profile for an organisation that has agreed on paper."""
    form = TypedForSomebodyForm()
    if not form.is_submitted():
        kept_forms.restore(form)
        return render_template("profiles/type_for_somebody.html", form=form)
    typed = form.read(None, today=clock.now().date())
    if typed is None:
        return render_template("profiles/type_for_somebody.html", form=form), 422
    profile = operations.create_for_somebody(typed, paper=form.paper.data, actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    return redirect(url_for("profiles.edit_step", key=profile.key, step="opportunities"), 303)


@blueprint.get("/organizers/profiles/<key>")
@access(Access.SIDE_ORGANIZER)
def review(key: str) -> ResponseReturnValue:
    """The whole profile with what was verified, what changed, and the decisions that are open."""
    return _review_page(queries.get_moderated(key, person()))


@blueprint.post("/organizers/profiles/<key>/publish")
@access(Access.SIDE_ORGANIZER)
def publish(key: str) -> ResponseReturnValue:
    """Show it to the other participants."""
    profile = queries.get_for_decision(key, person())
    with back_to_review(key):
        operations.publish(profile, shown_version=shown_version(), actor=person(), now=clock.now())
    db.session.commit()
    say(_("Published."), _("%(name)s and its people are told.", name=profile.name))
    return redirect(url_for("profiles.moderation"), 303)


@blueprint.get("/organizers/profiles/<key>/return")
@access(Access.SIDE_ORGANIZER)
def write_reason(key: str) -> ResponseReturnValue:
    """The same page with the reason open, as after a sign-in that interrupted its writing."""
    form = ReasonForm()
    kept_forms.restore(form)
    return _review_page(queries.get_moderated(key, person()), reason=form)


@blueprint.post("/organizers/profiles/<key>/return")
@access(Access.SIDE_ORGANIZER)
def return_to_author(key: str) -> ResponseReturnValue:
    """Give it, or the changes to it, back with a reason."""
    profile, form = queries.get_for_decision(key, person()), ReasonForm()
    reason = form.read_reason()
    if reason is None:
        return _review_page(profile, reason=form), 422
    verb = operations.return_revision if request.form.get("changes") else operations.return_to_author
    with back_to_review(key):
        verb(profile, reason, shown_version=shown_version(), actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    say(_("Returned."), _("Your reason stands on their page and in their letter."))
    return redirect(url_for("profiles.moderation"), 303)


@blueprint.post("/organizers/profiles/<key>/approve-changes")
@access(Access.SIDE_ORGANIZER)
def approve_revision(key: str) -> ResponseReturnValue:
    """Let an edit take the place of the published form."""
    profile = queries.get_for_decision(key, person())
    with back_to_review(key):
        operations.approve_revision(profile, shown_version=shown_version(), actor=person(), now=clock.now())
    db.session.commit()
    flash(_("The changes are online."), "ok")
    return redirect(url_for("profiles.moderation"), 303)


@blueprint.post("/organizers/profiles/<key>/<any(archive,restore):verb>")
@access(Access.ORGANIZER)
def put_away(key: str, verb: str) -> ResponseReturnValue:
    """Archive, or take out of the archive."""
    profile = queries.get_for_decision(key, person())
    act = operations.archive if verb == "archive" else operations.restore
    with back_to_review(key):
        act(profile, shown_version=shown_version(), actor=person(), now=clock.now())
    db.session.commit()
    flash(_("Archived.") if verb == "archive" else _("Taken out of the archive, as a draft."), "ok")
    return redirect(url_for("profiles.review", key=key), 303)


@blueprint.get("/organizers/profiles/<key>/checks")
@access(Access.SIDE_ORGANIZER)
def write_check(key: str) -> ResponseReturnValue:
    """The same page with the note that a sign-in interrupted."""
    form = CheckForm.for_today(clock.now().date())
    kept_forms.restore(form)
    return _review_page(queries.get_moderated(key, person()), check=form)


@blueprint.post("/organizers/profiles/<key>/checks")
@access(Access.SIDE_ORGANIZER)
def record_check(key: str) -> ResponseReturnValue:
    """Note what was verified."""
    profile, form = queries.get_moderated(key, person()), CheckForm()
    typed = form.read_check(today=clock.now().date())
    if typed is None:
        return _review_page(profile, check=form), 422
    operations.record_check(profile, *typed, actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    flash(_("Noted."), "ok")
    return redirect(url_for("profiles.review", key=key, _anchor="checks"), 303)


@blueprint.route("/organizers/profiles/<key>/open", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def open_to_person(key: str) -> ResponseReturnValue:
    """Make the personal link by which the profile's person enters and takes it over."""
    profile, form = queries.get_moderated(key, person()), PersonalLinkForm()
    if not form.is_submitted():
        form.full_name.data, form.phone.data = profile.contact_name, profile.contact_phone
        kept_forms.restore(form)
    elif form.validate():
        link, token = operations.open_to_person(
            profile,
            full_name=form.full_name.data,
            phone=form.phone.data,
            locale=form.locale.data,
            actor=person(),
            now=clock.now(),
        )
        kept_forms.forget()
        db.session.commit()
        return hand_over(link, token)
    return render_template("profiles/open.html", form=form, profile=profile), 422 if form.errors else 200


@blueprint.post("/organizers/profiles/<key>/invite")
@access(Access.ORGANIZER)
def invite_person(key: str) -> ResponseReturnValue:
    """Ask the person of a profile by mail to take it over."""
    profile, form = queries.get_for_decision(key, person()), InviteForm()
    email = form.read_email()
    if email is None:
        return _review_page(profile, invite=form), 422
    operations.invite(profile, email, actor=person(), now=clock.now())
    db.session.commit()
    say(_("Invitation sent."), _("The letter to %(email)s leaves now.", email=email))
    return redirect(url_for("profiles.review", key=key), 303)


@blueprint.route("/organizers/rates", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def rates() -> ResponseReturnValue:
    """The dated table by which amounts are compared."""
    form = RateForm()
    if not form.is_submitted():
        kept_forms.restore(form)
    else:
        typed = form.read_rate()
        if typed is not None:
            operations.set_rate(*typed, actor=person(), now=clock.now())
            kept_forms.forget()
            db.session.commit()
            flash(_("The rate holds from its day on."), "ok")
            return redirect(url_for("profiles.rates"), 303)
    return render_template(
        "profiles/rates.html", form=form, rows=rate_rows(queries.list_rates())
    ), 422 if form.errors else 200


def _review_page(
    profile: Profile,
    *,
    reason: ReasonForm | None = None,
    check: CheckForm | None = None,
    invite: InviteForm | None = None,
) -> str:
    typed, revision, whole = content.of(profile), profile.revision, is_organizer(person())
    return render_template(
        "profiles/review.html",
        profile=profile,
        view=present(profile, typed, to_other_side=False, reader=reader_of(person(), [profile])),
        tone=TONES[profile.status],
        points=steps.points(profile, typed, linked=policy.can_edit(person(), profile)),
        changes=compare(typed, queries.content_of_revision(revision)) if revision else [],
        can={action.value: policy.can_decide(person(), profile, action) for action in ProfileAction},
        can_edit=policy.can_edit(person(), profile),
        can_claim=whole and policy.can_claim(profile),
        visible=policy.is_visible(profile, demonstration=queries.in_demonstration()),
        reason=reason or ReasonForm(),
        invite=invite or InviteForm(data={"email": profile.contact_email}),
        check=check or CheckForm.for_today(clock.now().date()),
        people=queries.names_of({check.checked_by_id for check in profile.checks}),
        history=queries.list_history(profile, person()),
        twins=shown(list_twins_of(profile)) if whole else [],
        merges=list_merges_into(profile) if whole else [],
        whole=whole,
        translations=for_review(profile),
    )
