"""A person's own page: who they are here, what they agreed to; and the language of the moment."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock, config, locale
from matchmaking.access import Access, access
from matchmaking.accounts import consent_texts, operations, policy
from matchmaking.accounts.forms import MailsForm
from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.models import ConsentChannel, Purpose
from matchmaking.accounts.phones import format_phone
from matchmaking.accounts.routes.blueprint import blueprint
from matchmaking.extensions import db

PURPOSES = ", ".join(Purpose)


@blueprint.get("/account")
@access(Access.SIGNED_IN)
def account() -> ResponseReturnValue:
    """What the platform knows about the person, apart from their organisation."""
    settings = config.current()
    return render_template(
        "accounts/account.html",
        texts=consent_texts.word_all(settings),
        consents={consent.purpose.value: consent for consent in current_user.consents},
        can_withdraw=policy.can_withdraw,
        phone=format_phone(current_user.phone) if current_user.phone else None,
        residence=locale.territory(current_user.residence),
        languages_known=locale.LOCALES,
        letters_in=locale.LOCALES[locale.normalise(current_user.locale)],
        mails=MailsForm.of(current_user),
        contact=settings.contact,
    )


@blueprint.post(f"/account/consents/<any({PURPOSES}):purpose>/give")
@access(Access.SIGNED_IN)
def give_consent(purpose: str) -> ResponseReturnValue:
    """Agree to one purpose."""
    operations.give_consents(
        current_user,
        [Purpose(purpose)],
        channel=ConsentChannel.WEB,
        locale=locale.current(),
        actor=current_user,
        now=clock.now(),
    )
    db.session.commit()
    flash(_("Noted. Your consent counts from now on."), "ok")
    return redirect(url_for("accounts.account"), 303)


@blueprint.post(f"/account/consents/<any({PURPOSES}):purpose>/withdraw")
@access(Access.SIGNED_IN)
def withdraw_consent(purpose: str) -> ResponseReturnValue:
    """Take one consent back; it takes effect with this very request."""
    operations.withdraw_consent(current_user, Purpose(purpose), actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("Withdrawn. What rested on this consent has ended at once."), "ok")
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/language")
@access(Access.PUBLIC)
def choose_language() -> ResponseReturnValue:
    """Read the pages in another language, and receive mails in it; an unknown one changes nothing."""
    chosen = request.form.get("language", "")
    answer = redirect(safe_path(request.form.get("next")) or url_for("pages.landing"), 303)
    if chosen in locale.LOCALES:
        locale.remember(answer, chosen)
        if current_user.is_authenticated:
            operations.choose_language(current_user, chosen)
            db.session.commit()
    return answer
