"""Organizers write to many: the list, the draft, the preview with its count, sending and stopping."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.locale import moment
from matchmaking.mailings import operations, policy, queries, wording
from matchmaking.mailings.forms import MailingForm, SendForm
from matchmaking.mailings.lifecycle import MailingAction
from matchmaking.mailings.models import Mailing
from matchmaking.mailings.page import mailing_page

blueprint = Blueprint("mailings", __name__, url_prefix="/organizers/mailings")


@blueprint.get("")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """The latest messages to many."""
    return render_template(
        "mailings/index.html", mailings=queries.list_mailings(), wording=wording, moment=moment, now=clock.now()
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def new() -> ResponseReturnValue:
    """Begin one."""
    form = MailingForm()
    if form.validate_on_submit():
        mailing = operations.begin(form.audience(), form.texts(), actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        return redirect(_url(mailing), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return _form(form, None)


@blueprint.route("/<int:mailing_id>/edit", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def edit(mailing_id: int) -> ResponseReturnValue:
    """Change a draft."""
    mailing = queries.get_mailing(mailing_id)
    if not policy.can(current_user, MailingAction.REVISE, mailing):
        return redirect(_url(mailing), 303)
    form = MailingForm() if request.method == "POST" else MailingForm.of(mailing)
    if form.validate_on_submit():
        told = {"shown_version": form.shown_version(), "actor": current_user, "now": clock.now()}
        with returning_to(_url(mailing)):
            operations.revise(mailing, form.audience(), form.texts(), **told)
        kept_forms.forget()
        db.session.commit()
        return redirect(_url(mailing), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return _form(form, mailing)


@blueprint.get("/<int:mailing_id>")
@access(Access.ORGANIZER)
def show(mailing_id: int) -> ResponseReturnValue:
    """A draft as its receivers will read it, and how many they are; or what became of it."""
    page = mailing_page(queries.get_mailing(mailing_id), current_user, now=clock.now())
    return render_template("mailings/show.html", page=page, mailing=page.mailing, wording=wording)


@blueprint.post("/<int:mailing_id>/send")
@access(Access.ORGANIZER)
def send(mailing_id: int) -> ResponseReturnValue:
    """Write it to everybody on the list."""
    mailing, form = queries.get_mailing(mailing_id), SendForm()
    if not form.validate():
        abort(400)
    told = {"shown_version": form.version.data, "shown_count": form.count.data}
    with returning_to(_url(mailing)):
        number = operations.send(mailing, **told, actor=current_user, now=clock.now())
    db.session.commit()
    said = ngettext("The message goes to one person.", "The message goes to %(num)s people.", number)
    say("ok", said, _("Until it leaves you can stop it here."))
    return redirect(_url(mailing), 303)


@blueprint.post("/<int:mailing_id>/stop")
@access(Access.ORGANIZER)
def stop(mailing_id: int) -> ResponseReturnValue:
    """Keep what has not left from leaving."""
    mailing, form = queries.get_mailing(mailing_id), DecisionForm()
    if not form.validate():
        abort(400)
    with returning_to(_url(mailing)):
        number = operations.stop(mailing, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", ngettext("One letter stays here.", "%(num)s letters stay here.", number))
    return redirect(_url(mailing), 303)


@blueprint.post("/<int:mailing_id>/discard")
@access(Access.ORGANIZER)
def discard(mailing_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    mailing, form = queries.get_mailing(mailing_id), DecisionForm()
    if not form.validate():
        abort(400)
    with returning_to(_url(mailing)):
        operations.discard(mailing, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The draft is gone."))
    return redirect(url_for("mailings.index"), 303)


def _form(form: MailingForm, mailing: Mailing | None) -> ResponseReturnValue:
    body = render_template("mailings/edit.html", form=form, mailing=mailing, wording=wording)
    return body, 422 if form.errors else 200


def _url(mailing: Mailing) -> str:
    return url_for("mailings.show", mailing_id=mailing.id)
