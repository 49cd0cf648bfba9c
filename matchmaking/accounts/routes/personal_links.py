"""The organizers' pages of personal links: who has one, make one, hand it over, end it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms, operations, policy, queries, sharing
from matchmaking.accounts.forms import PersonalLinkForm
from matchmaking.accounts.phones import format_phone
from matchmaking.accounts.routes.blueprint import blueprint
from matchmaking.extensions import db


@blueprint.route("/organizers/links", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def personal_links() -> ResponseReturnValue:
    """All links, and the form for another one."""
    form = PersonalLinkForm()
    if form.validate_on_submit():
        link, token = operations.make_personal_link(
            full_name=form.full_name.data,
            phone=form.phone.data,
            locale=form.locale.data,
            actor=current_user,
            now=clock.now(),
        )
        db.session.commit()
        kept_forms.forget()
        return sharing.hand_over(link, token)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template(
        "accounts/personal_links.html",
        form=form,
        links=queries.list_personal_links(),
        policy=policy,
        format_phone=format_phone,
    )


@blueprint.get("/organizers/links/<int:link_id>")
@access(Access.ORGANIZER)
def personal_link(link_id: int) -> ResponseReturnValue:
    """One link: its state, and right after it was made its address."""
    link = queries.get_personal_link(link_id)
    return render_template(
        "accounts/personal_link.html",
        link=link,
        share=sharing.fresh_share(link),
        policy=policy,
        format_phone=format_phone,
    )


@blueprint.post("/organizers/links/<int:link_id>/renew")
@access(Access.ORGANIZER)
def renew_personal_link(link_id: int) -> ResponseReturnValue:
    """A new address for the same person; the one until now ends."""
    link = queries.get_personal_link(link_id)
    token = operations.renew_personal_link(link, actor=current_user, now=clock.now())
    db.session.commit()
    return sharing.hand_over(link, token)


@blueprint.post("/organizers/links/<int:link_id>/revoke")
@access(Access.ORGANIZER)
def revoke_personal_link(link_id: int) -> ResponseReturnValue:
    """End a link."""
    link = queries.get_personal_link(link_id)
    operations.revoke_personal_link(link, actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("This link has ended. Its person is signed out; the account stays."), "ok")
    return redirect(url_for("accounts.personal_link", link_id=link.id), 303)
