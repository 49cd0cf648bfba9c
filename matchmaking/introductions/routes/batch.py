"""Several pairs of the queue at once: approve the chosen ones, take all of them back."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user
from flask_wtf import FlaskForm

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions import operations, queries, wording
from matchmaking.introductions.operations import ShownPair
from matchmaking.introductions.routes import blueprint
from matchmaking.lists import listed
from matchmaking.matching.filters import kept
from matchmaking.profiles.queries import get_by_key

MOST = 40  # more than a page of the queue holds


@blueprint.post("/organizers/suggestions/approve")
@access(Access.ORGANIZER)
def approve_chosen() -> ResponseReturnValue:
    """Introduce the pairs ticked in the queue; the next page offers to take all of them back."""
    queue, now = redirect(url_for("matching.queue", **kept(request.args)), 303), clock.now()
    if not FlaskForm().validate():
        abort(400)
    pairs = [ShownPair(get_by_key(ml), get_by_key(dz), int(version)) for ml, dz, version in _parts("pair", count=3)]
    if not pairs:
        say("wait", _("No pair was chosen."), _("Tick the pairs to approve, then press the button again."))
        return queue
    batch = operations.approve_each(pairs, actor=current_user, now=now)
    db.session.commit()
    if batch.made:
        say(
            "ok",
            ngettext("One pair approved.", "%(num)s pairs approved.", len(batch.made)),
            wording.letters_leave(wording.leaving(batch.made), now=now),
            undo_url=url_for("introductions.undo_chosen", **kept(request.args)),
            hidden={"introductions": " ".join(f"{one.id}/{one.version}" for one in batch.made)},
        )
    if batch.refused:
        names = listed(f"{one.ml.name} – {one.dz.name}" for one in batch.refused)
        say("bad", _("Left as they were: %(names)s.", names=names), _("Open them to read why."))
    return queue


@blueprint.post("/organizers/suggestions/undo")
@access(Access.ORGANIZER)
def undo_chosen() -> ResponseReturnValue:
    """Take back the introductions that were approved together."""
    if not FlaskForm().validate():
        abort(400)
    shown = [(queries.get_introduction(int(one)), int(version)) for one, version in _parts("introductions", count=2)]
    count = operations.undo_each(shown, actor=current_user, now=clock.now())
    db.session.commit()
    fact = ngettext("One introduction is taken back.", "%(num)s introductions are taken back.", count)
    say("ok" if count == len(shown) else "bad", fact, _("Their pairs are in the queue again.") if count else "")
    return redirect(url_for("matching.queue", **kept(request.args)), 303)


def _parts(name: str, *, count: int) -> Iterator[list[str]]:
    """The posted values of a name, « a/b/c » each, whose last part is a number."""
    for value in " ".join(request.form.getlist(name)).split()[:MOST]:
        parts = value.split("/")
        if len(parts) != count or not parts[-1].isdigit():
            abort(400)
        yield parts
