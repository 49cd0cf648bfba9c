"""« What your decisions say »: a page for organizers."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.acceptance import operations, queries, wording
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.locale import moment
from matchmaking.matching.queries import is_refreshing
from matchmaking.matching.wording import STRENGTHS

blueprint = Blueprint("acceptance", __name__, url_prefix="/organizers/acceptance")


@blueprint.get("")
@access(Access.ORGANIZER)
def show() -> ResponseReturnValue:
    """Shares by strength and score, and the weights proposed last."""
    proposal, found = queries.last_proposal(), queries.acceptance()
    return render_template(
        "acceptance/show.html",
        groups=[(name, *words, getattr(found, name)) for name, words in wording.GROUPS.items()],
        strengths=STRENGTHS,
        proposal=proposal,
        computed=moment(proposal.computed_at, now=clock.now()) if proposal else None,
        refusal=wording.refusal(proposal.refusal) if proposal and proposal.refusal else None,
        parts=wording.PARTS,
        wording=wording,
        computing=is_refreshing(operations.PROPOSE),
    )


@blueprint.post("")
@access(Access.ORGANIZER)
def propose() -> ResponseReturnValue:
    """Have the worker compute a proposal."""
    operations.ask_for_proposal(actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Asked."), _("The worker computes; the proposal stands here in a few seconds."))
    return redirect(url_for("acceptance.show"), 303)
