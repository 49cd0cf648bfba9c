"""Making an account, and the page that says to look into one's mail."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock, config, locale
from matchmaking.access import Access, access
from matchmaking.accounts import consent_texts, limits, operations
from matchmaking.accounts.afterwards import page_after_sign_in
from matchmaking.accounts.forms import RegisterForm
from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.operations import Person
from matchmaking.accounts.routes.blueprint import blueprint
from matchmaking.extensions import db

ASKED_ADDRESS = "asked_address"  # in the session: what the person typed, so that they can see a slip


@access(Access.PUBLIC)
@limits.by_place
@limits.asking_for_mail
def register() -> ResponseReturnValue:
    """A new account, by e-mail; the same answer whether or not the address is on file."""
    if current_user.is_authenticated:
        return redirect(page_after_sign_in(current_user, request.args.get("next")), 303)
    form = RegisterForm()
    if form.validate_on_submit():
        operations.register(
            _person(form), form.consents, next_path=safe_path(request.args.get("next")), now=clock.now()
        )
        db.session.commit()
        return look_into_mail("register", form.email.data)
    settings = config.current()
    return render_template(
        "accounts/register.html",
        form=form,
        texts=consent_texts.word_all(settings),
        host=locale.territory(settings.hosting_country),
        settings=settings,
    )


@blueprint.get("/check-your-mail/<any(register, reset, sign_in, confirm):what>")
@access(Access.PUBLIC)
def check_mail(what: str) -> ResponseReturnValue:
    """What was sent where, if there was anything to send."""
    return render_template(
        "accounts/check_mail.html", what=what, address=session.get(ASKED_ADDRESS), contact=config.current().contact
    )


def look_into_mail(what: str, address: str) -> ResponseReturnValue:
    """The same answer for every address."""
    session[ASKED_ADDRESS] = address
    return redirect(url_for("accounts.check_mail", what=what), 303)


def _person(form: RegisterForm) -> Person:
    return Person(
        full_name=form.full_name.data,
        email=form.email.data,
        phone=form.phone.data or None,
        residence=form.residence.data,
        locale=locale.current(),
        password=form.password.data,
    )
