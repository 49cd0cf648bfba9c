"""Which mails a person wants: on their own page, and by the link of a mail without signing in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock, locale
from matchmaking.access import Access, access
from matchmaking.accounts import limits, links, operations, policy
from matchmaking.accounts.forms import MailsForm
from matchmaking.accounts.routes.blueprint import blueprint
from matchmaking.extensions import csrf, db
from matchmaking.outbox.message_view import masked


@blueprint.post("/account/mails")
@access(Access.SIGNED_IN)
def choose_mails() -> ResponseReturnValue:
    """Say which mails one wants; an answer that is none of the choices changes nothing."""
    form = MailsForm()
    answer = redirect(url_for("accounts.account", _anchor="mails"), 303)
    if form.validate():
        operations.choose_mails(current_user, form.wanted(), now=clock.now())
        db.session.commit()
        locale.remember(answer, form.wanted().language)
        flash(_("Noted. Mails come as you chose from now on."), "ok")
    else:
        flash(_("Choose one of the answers. Nothing was changed."), "wait")
    return answer


@blueprint.route("/mails/<token>", methods=["GET", "POST"])
@access(Access.LINK)
@limits.by_place
@csrf.exempt  # type: ignore[untyped-decorator]  # a mail program posts it without having seen the page (RFC 8058)
def stop_mails(token: str) -> ResponseReturnValue:
    """Stop mails of one kind, or have them again: a page with a button, or one post by a mail program."""
    user, topic = links.read_stop_mails(token)
    if request.method == "POST":
        change = operations.resume_mails if request.form.get("do") == "resume" else operations.stop_mails
        change(user, topic, now=clock.now())
        db.session.commit()
        if request.form.get("List-Unsubscribe") != "One-Click":
            return redirect(url_for("accounts.stop_mails", token=token), 303)
    wanted = policy.wants(user, topic)
    return render_template(
        "accounts/stop_mails.html", topic=topic.value, wanted=wanted, address=masked(user.email) if user.email else None
    )
