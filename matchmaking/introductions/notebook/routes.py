"""The buttons of the notebook: organizers only; each leads back to the introduction."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts.queries import get_user
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.notebook import operations, page, queries
from matchmaking.introductions.notebook.forms import NoteForm, TagForm
from matchmaking.introductions.queries import get_introduction

blueprint = Blueprint("notebook", __name__, url_prefix="/organizers")


@blueprint.post("/introductions/<int:introduction_id>/notes")
@access(Access.ORGANIZER)
def add_note(introduction_id: int) -> ResponseReturnValue:
    """Write a note."""
    introduction, form = get_introduction(introduction_id), NoteForm()
    if not form.validate():
        say("bad", " ".join(map(str, form.text.errors)) or _("Write something, or leave it."))
        return _back(introduction_id)
    operations.add_note(introduction, form.text.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Noted. Only organizers read it."))
    return _back(introduction_id)


@blueprint.post("/notes/<int:note_id>/strike")
@access(Access.ORGANIZER)
def strike(note_id: int) -> ResponseReturnValue:
    """Strike a note out."""
    note = queries.get_note(note_id)
    operations.strike_note(note, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Struck out; it stays readable."))
    return _back(note.introduction_id)


@blueprint.post("/introductions/<int:introduction_id>/tags/<any(add,remove):verb>")
@access(Access.ORGANIZER)
def tag(introduction_id: int, verb: str) -> ResponseReturnValue:
    """Tag an introduction, or take a tag off."""
    introduction, form = get_introduction(introduction_id), TagForm()
    if form.validate():
        act = operations.add_tag if verb == "add" else operations.remove_tag
        act(introduction, form.tag.data, actor=current_user, now=clock.now())
        db.session.commit()
        say("ok", _("Tag added.") if verb == "add" else _("Tag taken off."))
    return _back(introduction_id)


@blueprint.post("/introductions/<int:introduction_id>/follower")
@access(Access.ORGANIZER)
def assign(introduction_id: int) -> ResponseReturnValue:
    """Say who follows it."""
    introduction, form = get_introduction(introduction_id), page.follower_form()
    if not form.validate():
        abort(400)
    follower = get_user(int(form.follower.data)) if form.follower.data else None
    operations.assign(introduction, follower, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("It has an owner now.") if follower else _("Nobody follows it now."))
    return _back(introduction_id)


def _back(introduction_id: int) -> ResponseReturnValue:
    return redirect(url_for("introductions.show", introduction_id=introduction_id, _anchor="notebook"), 303)
