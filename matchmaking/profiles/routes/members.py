"""Whose profile it is: the organisation's own page, its members, invitations, taking a profile over, leaving."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms, signed
from matchmaking.extensions import db
from matchmaking.lists import listed
from matchmaking.profiles import content, operations, policy, queries, steps
from matchmaking.profiles.forms.steps import InviteForm
from matchmaking.profiles.lifecycle import ProfileAction
from matchmaking.profiles.models import Profile
from matchmaking.profiles.notifications import INVITATION
from matchmaking.profiles.operations.members import LastOne
from matchmaking.profiles.presenting import TONES, present
from matchmaking.profiles.reliance import ending_with
from matchmaking.profiles.routes.frame import blueprint, person, say
from matchmaking.profiles.translations.queries import list_current

INVITATION_LIFE = timedelta(days=60)


@blueprint.get("/organisation", defaults={"key": None})
@blueprint.get("/organisation/<key>")
@access(Access.SIGNED_IN)
def mine(key: str | None) -> ResponseReturnValue:
    """The person's organisation as others see it, and what happens next; a choice where there are several."""
    own, claimable = queries.list_for_user(person()), queries.list_claimable(person())
    if key is None and (len(own) != 1 or claimable):
        return render_template("profiles/choose.html", profiles=own, claimable=claimable, tones=TONES)
    profile = own[0] if key is None else queries.get_of_member(key, person())
    return _own_page(profile, InviteForm())


@blueprint.get("/organisation/<key>/invite")
@access(Access.SIGNED_IN)
def write_invitation(key: str) -> ResponseReturnValue:
    """The same page with the address that a sign-in interrupted."""
    form = InviteForm()
    kept_forms.restore(form)
    return _own_page(queries.get_of_member(key, person()), form)


@blueprint.post("/organisation/<key>/invite")
@access(Access.SIGNED_IN)
def invite(key: str) -> ResponseReturnValue:
    """Ask a colleague by mail."""
    profile, form = queries.get_of_member(key, person()), InviteForm()
    email = form.read_email()
    if email is None:
        return _own_page(profile, form), 422
    operations.invite(profile, email, actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    say(_("Invitation sent."), _("The letter to %(email)s leaves now.", email=email))
    return _back(profile)


@blueprint.post("/organisation/<key>/invitations/<int:invitation_id>/revoke")
@access(Access.SIGNED_IN)
def revoke(key: str, invitation_id: int) -> ResponseReturnValue:
    """End an invitation that nobody has answered."""
    invitation = queries.get_invitation(invitation_id)
    operations.revoke_invitation(invitation, actor=person(), now=clock.now())
    db.session.commit()
    flash(_("The invitation is ended; its link opens nothing any more."), "ok")
    return _back(invitation.profile)


@blueprint.post("/organisation/<key>/members/<int:user_id>/remove")
@access(Access.SIGNED_IN)
def remove_member(key: str, user_id: int) -> ResponseReturnValue:
    """End a membership, one's own included."""
    profile = queries.get_of_member(key, person())
    try:
        operations.remove_member(profile, user_id, actor=person(), now=clock.now())
    except LastOne as problem:
        flash(str(problem), "bad")
        return _back(profile)
    db.session.commit()
    flash(_("Done. This person does not see the profile from inside any more."), "ok")
    return redirect(url_for("profiles.mine"), 303)


@blueprint.post("/organisation/<key>/contact/<int:user_id>")
@access(Access.SIGNED_IN)
def choose_contact(key: str, user_id: int) -> ResponseReturnValue:
    """Say whose acceptance counts and whose contact opens."""
    profile = queries.get_of_member(key, person())
    operations.choose_contact(profile, user_id, actor=person(), now=clock.now())
    db.session.commit()
    flash(_("The contact person is chosen."), "ok")
    return _back(profile)


@blueprint.route("/organisation/<key>/withdraw", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def withdraw(key: str) -> ResponseReturnValue:
    """Take the organisation off the platform, after a page that names what that does."""
    profile = queries.get_of_member(key, person())
    if request.method == "GET":
        ending = ending_with(profile, now=clock.now())
        return render_template("profiles/withdraw.html", profile=profile, ending=ending)
    operations.withdraw(profile, actor=person(), now=clock.now())
    db.session.commit()
    say(_("Withdrawn."), _("From now on nobody else sees your profile."))
    return _back(profile)


@blueprint.post("/organisation/<key>/submit")
@access(Access.SIGNED_IN)
def submit(key: str) -> ResponseReturnValue:
    """Hand the profile in as it stands."""
    profile = queries.get_of_member(key, person())
    try:
        operations.submit(profile, actor=person(), now=clock.now())
    except operations.Incomplete as incomplete:
        missing = listed(str(point.label) for point in incomplete.missing)
        flash(_("Still missing: %(what)s", what=missing), "bad")
        return _back(profile)
    db.session.commit()
    flash(_("Your profile is sent."), "ok")
    return _back(profile)


@blueprint.post("/organisation/<key>/discard")
@access(Access.SIGNED_IN)
def discard(key: str) -> ResponseReturnValue:
    """Drop the changes that wait for a check."""
    profile = queries.get_of_member(key, person())
    operations.discard_revision(profile, actor=person(), now=clock.now())
    db.session.commit()
    flash(_("The changes are dropped; the published text stays."), "ok")
    return _back(profile)


@blueprint.post("/organisation/<key>/claim")
@access(Access.SIGNED_IN)
def claim(key: str) -> ResponseReturnValue:
    """Take over a profile that was typed or imported for the person."""
    profile = queries.get_by_key(key)
    operations.claim(profile, actor=person(), now=clock.now())
    db.session.commit()
    say(_("This profile is yours now."), _("Read it, correct it, then hand it in."))
    return _back(profile)


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@access(Access.LINK)
def join(token: str) -> ResponseReturnValue:
    """The page behind an invitation; opening it decides nothing, the button does."""
    payload = signed.read(INVITATION, token, max_age=INVITATION_LIFE)
    invitation = queries.get_invitation(payload["invitation_id"])
    if not current_user.is_authenticated or request.method == "GET":
        return render_template("profiles/join.html", invitation=invitation, open=policy.is_open(invitation))
    profile = operations.accept_invitation(invitation, actor=person(), now=clock.now())
    db.session.commit()
    flash(_("Welcome: you now share this profile."), "ok")
    return _back(profile)


def _back(profile: Profile) -> ResponseReturnValue:
    return redirect(url_for("profiles.mine", key=profile.key), 303)


def _own_page(profile: Profile, form: InviteForm) -> str:
    typed = queries.editable_content(profile)
    return render_template(
        "profiles/mine.html",
        profile=profile,
        view=present(profile, content.of(profile), to_other_side=False),
        tone=TONES[profile.status],
        points=steps.points(profile, typed),
        history=queries.list_history(profile, person()),
        invitations=queries.list_open_invitations(profile),
        translations=list_current(profile),
        form=form,
        visible=policy.is_visible(profile, demonstration=queries.in_demonstration()),
        can_edit=policy.can_edit(person(), profile),
        can_submit=policy.can_decide(person(), profile, ProfileAction.SUBMIT),
        can_withdraw=policy.can_decide(person(), profile, ProfileAction.WITHDRAW),
    )
