"""The organizers' pages of the lexicon: look through it, change it, try it out, see which words it lacks."""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.addresses import page_asked
from matchmaking.deciding import returning_to
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.language.lexicon import LANGUAGES
from matchmaking.matching.lexicon import operations, pages, queries
from matchmaking.matching.lexicon.browsing import LONGEST_SEARCH, Book
from matchmaking.matching.lexicon.forms import EntryForm, TrialForm, VersionForm
from matchmaking.matching.lexicon.trying import try_out
from matchmaking.matching.lexicon.wording import FILTERS, STATES, TONES, fault_sentence

blueprint = Blueprint("lexicon", __name__, url_prefix="/organizers/lexicon")
DECISIONS = {
    "off": operations.switch_off,
    "on": operations.switch_on,
    "restore": operations.take_back,
}


@blueprint.get("")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """All concepts, searched in three languages at once."""
    search = (request.args.get("search") or "").strip()[:LONGEST_SEARCH]
    state = request.args.get("state") if request.args.get("state") in FILTERS else None
    book, survey = queries.book(), queries.current_survey()
    on = {name: value for name, value in (("search", search), ("state", state)) if value}
    return render_template(
        "matching/lexicon/index.html",
        book=book,
        page=book.page(search, state, page_asked()),
        survey=survey,
        on=on,
        chips=pages.chips(on),
        filters=FILTERS,
        states=STATES,
        tones=TONES,
    )


@blueprint.get("/words")
@access(Access.ORGANIZER)
def words() -> ResponseReturnValue:
    """The words that many profiles say and no concept covers: what to add next."""
    survey = queries.current_survey()
    names = queries.profile_names(key for word in survey.words for key in word.keys)
    return render_template("matching/lexicon/words.html", survey=survey, names=names)


@blueprint.route("/try", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def trial() -> ResponseReturnValue:
    """Which concepts a sentence names. Posted, so that no address and no log holds it; nothing is kept."""
    form, tried, book = TrialForm(), None, queries.book()
    if not form.is_submitted():
        kept_forms.restore(form)
    elif form.validate():
        tried = try_out(form.text.data, book.lexicon)
        kept_forms.forget()
        db.session.commit()
    status = 422 if form.errors else 200
    return render_template("matching/lexicon/try.html", form=form, tried=tried, book=book), status


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def add() -> ResponseReturnValue:
    """A new concept; a word without one stands in its field already."""
    form, book = EntryForm(), queries.book()
    if not form.is_submitted():
        if request.args.get("language") in LANGUAGES:
            form[request.args["language"]].data = (request.args.get("word") or "")[:LONGEST_SEARCH]
        kept_forms.restore(form)
        return render_template("matching/lexicon/form.html", form=form, row=None)
    concept = _saved(None, form, book)
    if concept is None:
        return render_template("matching/lexicon/form.html", form=form, row=None), 422
    return redirect(url_for("lexicon.show", concept=concept), 303)


@blueprint.get("/concepts/<concept>")
@access(Access.ORGANIZER)
def show(concept: str) -> ResponseReturnValue:
    """One concept: its phrases, its place, where it is found, what was done to it."""
    return _page(concept, _book_with(concept))


@blueprint.route("/concepts/<concept>/edit", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def edit(concept: str) -> ResponseReturnValue:
    """Correct a concept."""
    book = _book_with(concept)
    row, form = book.row(concept), EntryForm()
    if not form.is_submitted():
        form = EntryForm.showing(row, pages.version_of(concept), book)
        kept_forms.restore(form)
        return render_template("matching/lexicon/form.html", form=form, row=row)
    if _saved(concept, form, book) is None:
        return render_template("matching/lexicon/form.html", form=form, row=row), 422
    return redirect(url_for("lexicon.show", concept=concept), 303)


@blueprint.post("/concepts/<concept>/<any(off, on, restore):decision>")
@access(Access.ORGANIZER)
def decide(concept: str, decision: str) -> ResponseReturnValue:
    """Switch a concept off or on, or take its change back."""
    book, form = _book_with(concept), VersionForm()
    if not form.validate():
        return redirect(url_for("lexicon.show", concept=concept), 303)
    label = book.label(concept)
    try:
        with _leading_back(concept):
            DECISIONS[decision](concept, shown_version=form.shown_version, actor=current_user, now=clock.now())
    except operations.RefusedEntry as refused:
        told = dict.fromkeys(fault_sentence(fault, concept, book) for fault in refused.faults)
        return _page(concept, book, refused=list(told)), 422
    db.session.commit()
    done = {
        "off": _("“%(name)s” is switched off.", name=label),
        "on": _("“%(name)s” is switched on.", name=label),
        "restore": _("The change of “%(name)s” is taken back.", name=label),
    }
    version = pages.version_of(concept)
    undo = url_for("lexicon.decide", concept=concept, decision="on") if decision == "off" else None
    say("ok", done[decision], pages.what_follows(), undo_url=undo, hidden={"version": version})
    gone = concept not in queries.book()
    return redirect(url_for("lexicon.index") if gone else url_for("lexicon.show", concept=concept), 303)


def _saved(concept: str | None, form: EntryForm, book: Book) -> str | None:
    """Save what was written; None where the form has something to say."""
    written = form.read(book)
    if written is None:
        return None
    try:
        with _leading_back(concept):
            saved = operations.save(
                concept, written, shown_version=form.shown_version, actor=current_user, now=clock.now()
            )
    except operations.RefusedEntry as refused:
        form.tell(refused.concept, refused.faults, book)
        return None
    kept_forms.forget()
    db.session.commit()
    say("ok", _("“%(name)s” is saved.", name=queries.book().label(saved)), pages.what_follows())
    return saved


def _book_with(concept: str) -> Book:
    book = queries.book()
    if concept not in book:
        raise NotFound(f"concept {concept}")
    return book


def _page(concept: str, book: Book, refused: list[str] | None = None) -> str:
    return render_template("matching/lexicon/show.html", view=pages.concept_view(concept, book), refused=refused or [])


def _leading_back(concept: str | None) -> AbstractContextManager[None]:
    """Whoever changed second is led to the concept as it stands now."""
    return returning_to(url_for("lexicon.show", concept=concept) if concept else url_for("lexicon.index"))
