"""The first page of the follow-up: the brief of today, and who still has to be asked."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.addresses import page_asked
from matchmaking.followup import brief, policy, queries, wording
from matchmaking.followup.routes import blueprint
from matchmaking.followup.uncovered import list_uncovered
from matchmaking.profiles import labels


@blueprint.get("/followup")
@access(Access.COMMITTEE)
def index() -> ResponseReturnValue:
    """What is late, what falls due, which needs nobody covers."""
    asks = policy.can_record_outcome(current_user)
    return render_template(
        "followup/index.html",
        brief=brief.compose(current_user, today=clock.now().date()),
        to_ask=queries.count_to_ask() if asks else None,
        rate=queries.answer_rate(),
        wording=wording,
        labels=labels,
    )


@blueprint.get("/followup/needs")
@access(Access.COMMITTEE)
def needs() -> ResponseReturnValue:
    """Needs that nobody across the border covers; each becomes an action by one tap."""
    found = list_uncovered(today=clock.now().date(), page=page_asked())
    return render_template("followup/needs.html", found=found, wording=wording, labels=labels)
