"""What the follow-up committee reads: which organisations were introduced, and where that stands. Never a person."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.addresses import page_asked
from matchmaking.introductions import committee_page, queries
from matchmaking.introductions.routes import blueprint


@blueprint.get("/committee/introductions")
@access(Access.COMMITTEE)
def for_committee() -> ResponseReturnValue:
    """All introductions that are out: two organisations, a state, two dates."""
    now = clock.now()
    found = queries.list_out(now=now, page=page_asked())
    return render_template(
        "introductions/committee.html",
        rows=[committee_page.row(introduction) for introduction in found.rows],
        page=found,
    )
