"""The organizers' pages of the words of letters."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.locale import DEFAULT, LOCALES, direction
from matchmaking.outbox.mail import fill
from matchmaking.wordings import kinds, letters, operations, queries
from matchmaking.wordings.forms import WordingForm
from matchmaking.wordings.kinds import LetterKind

blueprint = Blueprint("wordings", __name__, url_prefix="/organizers/letters")
LANGUAGES = ", ".join(LOCALES)
ONE = f"/<kind>/<any({LANGUAGES}):language>"
# A mail carries its styles with it; in its own page it may, and nothing else.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'"


@blueprint.get("")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """Every kind of letter in every language, and whose words it speaks."""
    return render_template(
        "wordings/index.html", groups=kinds.by_group(), wordings=queries.list_wordings(), languages=LOCALES
    )


@blueprint.get(ONE)
@access(Access.ORGANIZER)
def edit(kind: str, language: str) -> ResponseReturnValue:
    """The words as they stand."""
    found = kinds.get_kind(kind)
    wording = queries.find_wording(kind, language)
    words = queries.words_of(wording, kind, language)
    form = WordingForm(found, obj=words, version=wording.version if wording else 0)
    return _page(found, language, form)


@blueprint.post(ONE)
@access(Access.ORGANIZER)
def save(kind: str, language: str) -> ResponseReturnValue:
    """Keep them, or look at them first."""
    found = kinds.get_kind(kind)
    form = WordingForm(found)
    if not form.validate():
        return _page(found, language, form), 422
    if request.form.get("do") == "preview":
        return _page(found, language, form)
    now, version = clock.now(), form.shown_version()
    with returning_to(url_for("wordings.edit", kind=kind, language=language)):
        operations.write(found, language, form.words(), shown_version=version, actor=current_user, now=now)
    db.session.commit()
    flash(_("Kept. Letters written from now on say it in these words."), "ok")
    return redirect(url_for("wordings.edit", kind=kind, language=language), 303)


@blueprint.post(f"{ONE}/mail")
@access(Access.ORGANIZER)
def mail(kind: str, language: str) -> ResponseReturnValue:
    """What is in the form, as the mail that a receiver sees, with sample values."""
    found = kinds.get_kind(kind)
    form = WordingForm(found)
    if not form.validate():
        return _page(found, language, form), 422
    answer: Response = make_response(letters.preview(found, form.words(), language).html)
    answer.headers["Content-Security-Policy"] = MAIL_POLICY
    return answer


@blueprint.post(f"{ONE}/<any(delivered, own):whose>")
@access(Access.ORGANIZER)
def switch(kind: str, language: str, whose: str) -> ResponseReturnValue:
    """Back to the delivered words, or to one's own; the other ones are kept."""
    found, address = kinds.get_kind(kind), url_for("wordings.edit", kind=kind, language=language)
    change = operations.use_own if whose == "own" else operations.use_delivered
    shown = request.form.get("version", "")
    version = int(shown) if shown.isdecimal() else -1
    with returning_to(address):
        change(found, language, shown_version=version, actor=current_user, now=clock.now())
    db.session.commit()
    if whose == "own":
        say("ok", _("Your own words count again."))
    else:
        undo = url_for("wordings.switch", kind=kind, language=language, whose="own")
        say("ok", _("The delivered words count again."), undo_url=undo, hidden={"version": version + 1})
    return redirect(address, 303)


def _page(kind: LetterKind, language: str, form: WordingForm) -> str:
    wording = queries.find_wording(kind.kind, language)
    is_drawn = not form.errors and letters.is_drawn(kind, form.words(), language)
    preview = None if form.errors else letters.preview(kind, form.words(), language)
    return render_template(
        "wordings/edit.html",
        kind=kind,
        form=form,
        wording=wording,
        language=language,
        language_name=LOCALES[language],
        letter_direction=direction(language),
        preview=preview,
        is_drawn=is_drawn,
        replaces_drawn=kind.designed is not None and language == DEFAULT and not is_drawn,
        preview_text=fill(preview.text, lambda _name: f"[{_('personal link')}]") if preview else None,
        spoken=letters.preview_spoken(kind, form.words()) if preview and kind.spoken else None,
    )
