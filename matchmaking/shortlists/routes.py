"""An organisation's shortlist: the page, the file, and the buttons that keep, note and drop."""

from __future__ import annotations

import io

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.accounts.inside import safe_path
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.printing import workbook
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key, get_of_member, list_for_user
from matchmaking.shortlists import export, operations, queries
from matchmaking.shortlists.forms import KeepForm, NoteForm
from matchmaking.shortlists.page import shortlist_rows

blueprint = Blueprint("shortlists", __name__)


@blueprint.get("/shortlist")
@access(Access.SIGNED_IN)
def index() -> ResponseReturnValue:
    """Whom the organisation keeps, each with its note."""
    own = list_for_user(current_user)
    return _page(_chosen()) if own else render_template("matching/no_organisation.html")


@blueprint.get("/shortlist.xlsx")
@access(Access.SIGNED_IN)
def download() -> ResponseReturnValue:
    """The same as a spreadsheet."""
    content = export.write(shortlist_rows(_chosen(), now=clock.now()))
    name = f"{_('Shortlist')}-{clock.now():%Y-%m-%d}.xlsx"
    return send_file(io.BytesIO(content), mimetype=workbook.TYPE, as_attachment=True, download_name=name)


@blueprint.post("/shortlist/<key>/<other_key>/keep")
@access(Access.SIGNED_IN)
def keep(key: str, other_key: str) -> ResponseReturnValue:
    """Keep an organisation, or take back that it was dropped."""
    profile, other, form = get_of_member(key, current_user), get_by_key(other_key), KeepForm()
    if not form.validate():
        abort(400)
    operations.keep(profile, other, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("On your shortlist."), _("Only your organisation reads it, and its notes."))
    return _back(profile, form)


@blueprint.post("/shortlist/<key>/<other_key>/drop")
@access(Access.SIGNED_IN)
def drop(key: str, other_key: str) -> ResponseReturnValue:
    """Take an organisation off the list."""
    profile, form = get_of_member(key, current_user), KeepForm()
    if not form.validate():
        abort(400)
    entry = queries.get_entry(profile, other_key)
    operations.drop(entry, actor=current_user, now=clock.now())
    db.session.commit()
    undo = url_for("shortlists.keep", key=profile.key, other_key=entry.other_profile.key)
    say("ok", _("Taken off your shortlist."), undo_url=undo, hidden={"back": form.back.data or ""})
    return _back(profile, form)


@blueprint.post("/shortlist/<key>/<other_key>/note")
@access(Access.SIGNED_IN)
def note(key: str, other_key: str) -> ResponseReturnValue:
    """Save the note to one organisation; what cannot be saved stays in its field."""
    profile, form = get_of_member(key, current_user), NoteForm()
    entry = queries.get_entry(profile, other_key)
    if not form.validate():
        return _page(profile, (other_key, form)), 422
    operations.write_note(entry, form.note.data or "", actor=current_user, now=clock.now())
    kept_forms.forget()
    db.session.commit()
    say("ok", _("Note saved."))
    return redirect(url_for("shortlists.index", organisation=profile.key, _anchor=other_key), 303)


@blueprint.get("/shortlist/<key>/<other_key>/note")
@access(Access.SIGNED_IN)
def write_note(key: str, other_key: str) -> ResponseReturnValue:
    """The page with the note that a sign-in interrupted."""
    profile = get_of_member(key, current_user)
    entry = queries.get_entry(profile, other_key)
    form = NoteForm(formdata=None, note=entry.note)
    kept_forms.restore(form)
    return _page(profile, (other_key, form))


def _chosen() -> Profile:
    """The organisation that the address names, which must be the reader's own; else the first of theirs."""
    own = list_for_user(current_user)
    wanted = request.args.get("organisation") or (own[0].key if own else "")
    return get_of_member(wanted, current_user)


def _page(profile: Profile, returned: tuple[str, NoteForm] | None = None) -> str:
    rows = shortlist_rows(profile, now=clock.now(), returned=returned)
    own = list_for_user(current_user)
    return render_template("shortlists/index.html", profile=profile, profiles=own, rows=rows)


def _back(profile: Profile, form: KeepForm) -> ResponseReturnValue:
    own = url_for("shortlists.index", organisation=profile.key)
    return redirect(safe_path(form.back.data) or own, 303)
