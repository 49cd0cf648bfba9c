"""An organisation asks for introductions, sees what became of each request, and takes one back."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.requests import asking_page, lists, queries
from matchmaking.introductions.requests.forms import AskForm
from matchmaking.introductions.requests.operations import asking
from matchmaking.introductions.requests.routes import blueprint
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_shown_to

ABOUT = "about"  # the argument that names whom somebody came to ask for


@blueprint.get("/requests")
@access(Access.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """What the reader's organisations asked for, and how many requests each has left."""
    now = clock.now()
    caps = [(profile, asking_page.cap_of(profile, now=now)) for profile in asking_page.askers(current_user)]
    return render_template("introductions/requests/mine.html", rows=lists.own_rows(current_user, now=now), caps=caps)


@blueprint.route("/requests/new", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def ask() -> ResponseReturnValue:
    """Choose up to three organisations, say why once, send. « Find » only looks somebody up by name."""
    form = AskForm(organisation=request.args.get("organisation"), chosen=request.args.getlist(ABOUT))
    if not form.is_submitted():
        kept_forms.restore(form)
    profile = _asker(form.organisation.data)
    if profile is None:
        return render_template("introductions/requests/nobody_asks.html")
    offered = asking_page.candidates(profile, form.chosen.data or (), (form.name.data or "").strip())
    form.chosen.choices = [(one.key, asking_page.label(one)) for one in offered]
    if not form.is_submitted() or "find" in request.form:
        return _ask_page(form, profile)
    if not form.validate():
        return _ask_page(form, profile), 422
    others = [get_shown_to(key, current_user) for key in form.chosen.data]
    try:
        asking.ask(profile, others, form.why.data.strip(), actor=current_user, now=clock.now())
    except asking.CannotAsk as refusal:
        db.session.rollback()
        form.form_errors.extend(refusal.sentences)
        return _ask_page(form, profile), 422
    kept_forms.forget()
    db.session.commit()
    say("ok", ngettext("Request sent.", "%(num)s requests sent.", len(others)), _("The organizers read it."))
    return redirect(url_for("requests.mine"), 303)


@blueprint.post("/requests/<int:request_id>/withdraw")
@access(Access.SIGNED_IN)
def withdraw(request_id: int) -> ResponseReturnValue:
    """Take a request back."""
    found, form, back = queries.get_own(request_id, current_user), DecisionForm(), url_for("requests.mine")
    if not form.validate():
        abort(400)
    with returning_to(back):
        asking.withdraw(found, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Withdrawn."), _("You may ask again, for them or for somebody else."))
    return redirect(back, 303)


def _asker(key: str | None) -> Profile | None:
    """The chosen one of the reader's organisations, by default the first; None for whoever has none that is shown."""
    own = asking_page.askers(current_user)
    if key and key not in {one.key for one in own}:
        raise NotFound(f"organisation {key}")
    return next((one for one in own if one.key == key), own[0] if own else None)


def _ask_page(form: AskForm, profile: Profile) -> str:
    form.organisation.data = profile.key
    return render_template(
        "introductions/requests/ask.html",
        form=form,
        profile=profile,
        cap=asking_page.cap_of(profile, now=clock.now()),
        searched="find" in request.form,
    )
