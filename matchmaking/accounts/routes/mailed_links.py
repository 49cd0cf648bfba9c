"""Asking for a mailed link, and opening one: the page shows a button, only pressing it does something."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matchmaking import clock, config
from matchmaking.access import Access, access
from matchmaking.accounts import limits, links, operations, policy, sessions
from matchmaking.accounts.afterwards import page_after_sign_in
from matchmaking.accounts.forms import AddressForm
from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.routes.blueprint import blueprint
from matchmaking.accounts.routes.entering import look_into_mail
from matchmaking.errors import Gone
from matchmaking.extensions import db


@blueprint.route("/sign-in-link", methods=["GET", "POST"])
@access(Access.PUBLIC)
@limits.by_place
@limits.asking_for_mail
def ask_sign_in() -> ResponseReturnValue:
    """Ask for a link that signs in without a password."""
    return _ask("sign_in")


@access(Access.PUBLIC)
@limits.by_place
@limits.asking_for_mail
def ask_reset() -> ResponseReturnValue:
    """Ask for a link to a new password."""
    return _ask("reset")


@access(Access.PUBLIC)
@limits.by_place
@limits.asking_for_mail
def ask_confirmation() -> ResponseReturnValue:
    """Ask for the confirmation mail once more."""
    return _ask("confirm")


@access(Access.LINK)
@limits.by_place
def confirm(token: str) -> ResponseReturnValue:
    """Prove an address: the first press confirms and signs in, a later one only says that it was done."""
    user, wanted = links.read_confirm(token)
    if not policy.can_sign_in(user, demonstration=config.current().demo):
        raise Gone(token)
    if request.method == "POST" and operations.confirm_address(user, now=clock.now()):
        sessions.begin(user, way="confirm")
        db.session.commit()
        flash(_("Your address is confirmed. Welcome!"), "ok")
        return redirect(page_after_sign_in(user, wanted), 303)
    return render_template("accounts/confirm.html", user=user)


@blueprint.route("/sign-in/<token>", methods=["GET", "POST"])
@access(Access.LINK)
@limits.by_place
def sign_in(token: str) -> ResponseReturnValue:
    """Sign in by a mailed link, once."""
    user, wanted = links.read_sign_in(token)
    if not policy.can_sign_in(user, demonstration=config.current().demo):
        raise Gone(token)
    if request.method == "POST":
        operations.confirm_address(user, now=clock.now())  # the link has proved it
        sessions.begin(user, way="mailed_link")
        db.session.commit()
        return redirect(page_after_sign_in(user, wanted), 303)
    return render_template("accounts/sign_in.html")


def _ask(what: str) -> ResponseReturnValue:
    form = AddressForm()
    if form.validate_on_submit():
        wanted = safe_path(request.args.get("next"))
        operations.ask_for_letter(what, form.email.data, next_path=wanted, now=clock.now())
        db.session.commit()
        return look_into_mail(what, form.email.data)
    return render_template(f"accounts/ask_{what}.html", form=form)
