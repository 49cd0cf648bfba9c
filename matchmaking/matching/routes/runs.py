"""The runs: what was computed, with which parameters, and why a run suggests nothing."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.matching import operations, queries
from matchmaking.matching.routes import blueprint
from matchmaking.matching.wording import REFUSALS, silence


@blueprint.get("/organizers/runs")
@access(Access.ORGANIZER)
def runs() -> ResponseReturnValue:
    """The latest runs."""
    listed = [(run, silence(run.silence)) for run in queries.list_runs()]
    return render_template("matching/runs.html", runs=listed, refusals=REFUSALS)


@blueprint.post("/organizers/runs")
@access(Access.ORGANIZER)
def renew() -> ResponseReturnValue:
    """Have the worker compute again."""
    operations.ask_for_run(actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("The suggestions are being renewed; reload this page in a few seconds."), "ok")
    return redirect(url_for("matching.runs"), 303)
