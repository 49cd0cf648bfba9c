"""The pages of translations: organizers write them, authors answer, signed in or by the letter's link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms, limits
from matchmaking.accounts.models import User
from matchmaking.deciding import returning_to
from matchmaking.errors import NotAllowed, NotFound
from matchmaking.extensions import db
from matchmaking.locale import direction
from matchmaking.profiles import labels
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_for_decision, get_moderated, get_of_member
from matchmaking.profiles.routes.frame import person, say, shown_version, words
from matchmaking.profiles.translations import links, operations, page, policy, queries
from matchmaking.profiles.translations.forms import AnswerForm, TranslateForm
from matchmaking.profiles.translations.models import Translation

LINK_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
blueprint = Blueprint("translations", __name__)
blueprint.context_processor(words)


@blueprint.get("/organizers/translations")
@access(Access.SIDE_ORGANIZER)
def index() -> ResponseReturnValue:
    """All that somebody may still decide about: those whose original was rewritten first, then the refused ones."""
    order = {"bad": 0, "calm": 1, "wait": 2, "ok": 3}
    lines = sorted(page.lines(queries.list_desk(person())), key=lambda line: order[line.state[0]])
    return render_template("profiles/translations/index.html", lines=lines)


@blueprint.get("/organizers/profiles/<key>/translations/<any(fr,ar,en):language>")
@access(Access.SIDE_ORGANIZER)
def translate(key: str, language: str) -> ResponseReturnValue:
    """Each passage beside a field for it in the other language."""
    profile, form = _translated(get_moderated(key, person())), TranslateForm()
    latest = page.latest(profile, language)
    form.show(page.foreign(profile, language), {passage: line.row for passage, line in latest.items()})
    kept_forms.restore(form)
    return _translate_page(profile, language, form)


@blueprint.post("/organizers/profiles/<key>/translations/<any(fr,ar,en):language>")
@access(Access.SIDE_ORGANIZER)
@limits.writing_to_organisation
def propose(key: str, language: str) -> ResponseReturnValue:
    """Keep them and ask the author."""
    profile, form = _translated(get_for_decision(key, person())), TranslateForm()
    said = form.read(page.foreign(profile, language))
    if said is None:
        return _translate_page(profile, language, form), 422
    count = operations.propose(profile, language, said, actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    if count:
        asked = ngettext("One translation is kept.", "%(num)s translations are kept.", count)
        say(asked, _("Others read it once the author has approved it."), tone="wait")
    return redirect(url_for("profiles.review", key=key, _anchor="translations"), 303)


@blueprint.post("/organizers/profiles/<key>/translations/<int:translation_id>/withdraw")
@access(Access.SIDE_ORGANIZER)
def withdraw(key: str, translation_id: int) -> ResponseReturnValue:
    """Take one back."""
    profile, back = get_for_decision(key, person()), url_for("profiles.review", key=key, _anchor="translations")
    row = queries.get_of(profile, translation_id)
    with returning_to(back):
        operations.withdraw(row, shown_version=shown_version(), actor=person(), now=clock.now())
    db.session.commit()
    say(_("Taken back."), _("Nobody reads this translation any more."))
    return redirect(back, 303)


@blueprint.route("/organisation/<key>/translations", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def answer(key: str) -> ResponseReturnValue:
    """The organisation's own page of them."""
    return _answer_page(get_of_member(key, person()), person(), url_for("translations.answer", key=key))


@blueprint.route("/translations/<token>", methods=["GET", "POST"])
@access(Access.LINK)
def answer_by_link(token: str) -> ResponseReturnValue:
    """The same behind the letter's link; opening it decides nothing."""
    profile, user = links.read(token)
    shown = make_response(_answer_page(profile, user, url_for("translations.answer_by_link", token=token)))
    shown.headers.update(LINK_HEADERS)
    return shown


def _answer_page(profile: Profile, user: User, here: str) -> ResponseReturnValue:
    form = AnswerForm()
    if request.method == "POST":
        if not form.validate():
            return _answers(profile, here, form), 422
        row = _answered(profile)
        if request.form.get("verdict") == "correct" and form.lacks_title(row):
            return _answers(profile, here, form), 422
        with returning_to(here):
            _carry_out(row, user, form)
        db.session.commit()
        return redirect(here, 303)
    return _answers(profile, here, form)


def _answered(profile: Profile) -> Translation:
    given = request.form.get("translation", "")
    return queries.get_of(profile, int(given) if given.isdecimal() and len(given) < 10 else 0)


def _carry_out(row: Translation, user: User, form: AnswerForm) -> None:
    told: dict[str, Any] = {"shown_version": shown_version(), "actor": user, "now": clock.now()}
    match request.form.get("verdict"):
        case "approve":
            operations.approve(row, **told)
            say(_("Approved."), _("Others read it under your text from now on."))
        case "refuse":
            operations.refuse(row, **told)
            say(_("Refused."), _("Nobody else reads it. The organizers are shown that."))
        case "correct" if form.text.data or form.title.data:
            operations.correct(row, form.title.data or "", form.text.data or "", **told)
            say(_("Your words are kept."), _("Others read them under your text from now on."))
        case _:
            raise NotFound("no such answer")


def _answers(profile: Profile, here: str, form: AnswerForm) -> str:
    lines = page.lines(queries.list_current(profile))
    return render_template("profiles/translations/answer.html", profile=profile, lines=lines, action=here, form=form)


def _translate_page(profile: Profile, language: str, form: TranslateForm) -> str:
    found = {one.key: one for one in page.foreign(profile, language)}
    return render_template(
        "profiles/translations/translate.html",
        profile=profile,
        form=form,
        originals=found,
        latest=page.latest(profile, language),
        language=language,
        language_name=str(labels.IN_A_SENTENCE[language]),
        written_dir=direction(language),
        claimed=bool(profile.members),
    )


def _translated(profile: Profile) -> Profile:
    if not policy.can_translate(person(), profile):
        raise NotAllowed(f"translation of profile {profile.key}")
    return profile
