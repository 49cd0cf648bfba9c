"""The page behind a personal link. Opening it changes nothing and shows nothing but a greeting: messengers open links
by themselves. Works on a small phone without JavaScript."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from matchmaking import clock, config, locale
from matchmaking.access import Access, access
from matchmaking.accounts import consent_texts, limits, operations, policy, queries, sessions
from matchmaking.accounts.afterwards import page_after_sign_in
from matchmaking.accounts.forms import CodeForm, FirstCodeForm, FirstEntryForm
from matchmaking.accounts.models import PersonalLink, User
from matchmaking.accounts.routes.blueprint import blueprint
from matchmaking.extensions import db


@blueprint.route("/p/<token>", methods=["GET", "POST"])
@access(Access.LINK)
@limits.by_place
@limits.entering_by_link
def enter(token: str) -> ResponseReturnValue:
    """Come in by a personal link: at first with a new code and one's consents, later with the code."""
    link = queries.find_personal_link(token, for_update=request.method == "POST")
    if link is None or not _leads_in(link):
        return _ended(link)
    form = _form_for(link)
    if form.validate_on_submit():
        user = _enter(link, form)
        if user is not None:
            sessions.begin(user, way="personal_link")
        db.session.commit()  # a wrong code is written down too
        if user is not None:
            return redirect(page_after_sign_in(user, request.args.get("next")), 303)
        if policy.is_locked(link):
            return _ended(link)
        form.code.errors = [_wrong_code(policy.tries_left(link))]
    return _page(link, form)


def _leads_in(link: PersonalLink) -> bool:
    closed = link.user is not None and not policy.can_sign_in(link.user, demonstration=config.current().demo)
    return policy.is_open(link) and not closed


def _form_for(link: PersonalLink) -> CodeForm | FirstCodeForm | FirstEntryForm:
    if link.user is None:
        return FirstEntryForm()
    return CodeForm() if link.code_hash else FirstCodeForm()


def _enter(link: PersonalLink, form: CodeForm | FirstCodeForm | FirstEntryForm) -> User | None:
    now = clock.now()
    if isinstance(form, FirstEntryForm):
        return operations.open_account_by_link(
            link,
            code=form.code.data,
            residence=form.residence.data,
            consents=form.consents,
            locale=link.locale,
            now=now,
        )
    if isinstance(form, FirstCodeForm):
        return operations.choose_code(link, form.code.data, now=now)
    return operations.enter_by_code(link, form.code.data, now=now)


def _wrong_code(left: int) -> str:
    return str(
        ngettext(
            "This is not your code. One more try before the link is locked.",
            "This is not your code. %(num)s more tries before the link is locked.",
            left,
        )
    )


def _page(link: PersonalLink, form: CodeForm | FirstCodeForm | FirstEntryForm) -> ResponseReturnValue:
    settings = config.current()
    return render_template(
        "accounts/enter.html",
        form=form,
        first_name=link.full_name.split()[0],
        texts=consent_texts.word_all(settings),
        host=locale.territory(settings.hosting_country),
        settings=settings,
    )


def _ended(link: PersonalLink | None) -> ResponseReturnValue:
    locked = link is not None and link.revoked_at is None and policy.is_locked(link)
    status = 404 if link is None else 403 if locked else 410
    return render_template("accounts/link_ended.html", locked=locked, contact=config.current().contact), status
