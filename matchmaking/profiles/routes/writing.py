"""The member's road: begin an organisation, write it in three short steps, hand it in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.extensions import db
from matchmaking.locale import current
from matchmaking.profiles import operations, policy, queries, steps
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.examples import examples
from matchmaking.profiles.forms.steps import (
    STEPS,
    DetailsForm,
    OpportunitiesForm,
    OrganisationForm,
    StepForm,
    first_country,
)
from matchmaking.profiles.models import Profile
from matchmaking.profiles.operations.editing import Saved
from matchmaking.profiles.reliance import resting_on_opportunities
from matchmaking.profiles.routes.frame import blueprint, person, say, shown_version
from matchmaking.profiles.vocabulary import Side


@blueprint.route("/organisation/new", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def create() -> ResponseReturnValue:
    """Step 1 of an organisation that does not exist yet; saving it begins the draft."""
    if not policy.can_create(person(), hosting_country=queries.hosting_country()):
        return render_template("profiles/consent_first.html"), 403
    form = OrganisationForm()
    if not form.is_submitted():
        form.country.data = first_country(person().residence)
        kept_forms.restore(form)
        return _page(form, "organisation", None)
    typed = form.read(None, today=clock.now().date())
    if typed is None:
        return _page(form, "organisation", None), 422
    profile = operations.create_profile(typed, actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    return redirect(url_for("profiles.edit_step", key=profile.key, step="opportunities"), 303)


@blueprint.get("/organisation/<key>/<any(organisation,opportunities,details):step>")
@access(Access.SIGNED_IN)
def edit_step(key: str, step: str) -> ResponseReturnValue:
    """One step with what stands in it."""
    profile = queries.get_editable(key, person())
    form = _form(step, profile)
    form.show(queries.editable_content(profile))
    if isinstance(form, OpportunitiesForm):
        form.add(request.args.get("add", ""))
    form.version.data = str(profile.version)
    kept_forms.restore(form)
    return _page(form, step, profile)


@blueprint.post("/organisation/<key>/<any(organisation,opportunities,details):step>")
@access(Access.SIGNED_IN)
def save_step(key: str, step: str) -> ResponseReturnValue:
    """Save a step and go where the pressed button leads; what cannot be saved stays in its fields."""
    profile = queries.locked(queries.get_editable(key, person()))
    form, now = _form(step, profile), clock.now()
    if isinstance(form, OpportunitiesForm):
        form.remove(request.form.get("remove", ""))
    typed = read_typed(form, profile)
    if typed is None:
        return _refused(form, step, profile)
    submitting = request.form.get("then") == "submit"
    try:
        saved = operations.save(profile, typed, actor=person(), now=now)
        if submitting:
            operations.submit(profile, actor=person(), now=now)
    except operations.Incomplete as incomplete:
        db.session.commit()
        form.form_errors.extend(_("Still missing: %(what)s", what=point.label) for point in incomplete.missing)
        return _refused(form, step, profile)
    kept_forms.forget()
    db.session.commit()
    tell_saved(saved, submitted=submitting)
    return redirect(_next(profile, step, saved, submitted=submitting), 303)


def _form(step: str, profile: Profile) -> StepForm:
    form = STEPS[step]()
    if isinstance(form, OrganisationForm) and profile.published_at is not None:
        form.keep_side()
    if isinstance(form, DetailsForm):
        form.fit(queries.editable_content(profile), claimed=policy.is_claimed(profile))
    return form


def read_typed(form: StepForm, profile: Profile) -> ProfileContent | None:
    """The content with this step, or None where something is wrong or somebody else was writing meanwhile."""
    base = queries.editable_content(profile)
    typed = form.read(base, today=clock.now().date())
    overtaken = queries.overtaken_by(profile, shown_version(), person())
    if typed is not None and typed != base and overtaken:
        form.form_errors.append(
            _("%(what)s Your text is still here: save again to put it in the place of theirs.", what=overtaken)
        )
        return None
    return typed


def _refused(form: StepForm, step: str, profile: Profile) -> ResponseReturnValue:
    if isinstance(form, OpportunitiesForm):
        form.add(request.form.get("add", ""))
    form.version.data = str(profile.version)
    return _page(form, step, profile), 422


def _page(form: StepForm, step: str, profile: Profile | None) -> str:
    typed = queries.editable_content(profile) if profile else None
    return render_template(
        f"profiles/step_{step}.html",
        form=form,
        profile=profile,
        step=step,
        steps=steps.stepper(profile, typed, step),
        saved=steps.saved_at(profile),
        points=steps.points(profile, typed) if profile and typed else [],
        back=steps.preceding(step),
        can_submit=profile is not None and policy.can_submit(person(), profile),
        published=profile is not None and profile.published_at is not None,
        examples={side.value: examples(typed, side, current()) for side in Side} if typed else {},
        resting=resting_on_opportunities(profile, now=clock.now()) if profile and step == "opportunities" else {},
    )


def tell_saved(saved: Saved, *, submitted: bool) -> None:
    """Flash what became of a saved text."""
    if submitted:
        flash(_("Your profile is sent."), "ok")
    elif saved is Saved.LIVE:
        say(_("Saved."), _("The other participants read the new text from now on."))
    elif saved is Saved.WAITING:
        say(_("Saved."), _("Others read the old text until an organizer has checked the new one."), tone="wait")


def _next(profile: Profile, step: str, saved: Saved, *, submitted: bool) -> str:
    if added := request.form.get("add"):
        return url_for("profiles.edit_step", key=profile.key, step=step, add=added, _anchor=f"{added}-new")
    if "remove" in request.form:
        return url_for("profiles.edit_step", key=profile.key, step=step)
    following = steps.following(step)
    if following and not submitted and saved in (Saved.DRAFT, Saved.UNCHANGED) and not profile.published_at:
        return url_for("profiles.edit_step", key=profile.key, step=following)
    if policy.is_member(person(), profile):
        return url_for("profiles.mine", key=profile.key)
    return url_for("profiles.review", key=profile.key)
