"""The runs: what was computed, with which parameters, and why a run suggests nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.matching import operations, queries
from matchmaking.matching.moves_page import WAYS, moves_view
from matchmaking.matching.routes import blueprint
from matchmaking.matching.running import REFRESH
from matchmaking.matching.wording import REFUSALS, silence
from matchmaking.profiles import labels


@blueprint.get("/organizers/runs")
@access(Access.ORGANIZER)
def runs() -> ResponseReturnValue:
    """The latest runs, and whether another is on its way."""
    return render_template(
        "matching/runs.html",
        runs=[(run, silence(run.silence), _told(run.parameters)) for run in queries.list_runs()],
        refreshing=queries.is_refreshing(REFRESH),
        refusals=REFUSALS,
        kinds=labels.KINDS,
    )


@blueprint.get("/organizers/runs/<int:run_id>/moves")
@access(Access.ORGANIZER)
def moves(run_id: int) -> ResponseReturnValue:
    """What a run moved, and what was different from the one before."""
    run = queries.get_run(run_id)
    way = request.args.get("way") if request.args.get("way") in WAYS else None
    return render_template("matching/moves.html", run=run, view=moves_view(run, way), ways=WAYS, way=way)


@blueprint.post("/organizers/runs")
@access(Access.ORGANIZER)
def renew() -> ResponseReturnValue:
    """Have the worker compute again."""
    operations.ask_for_run(actor=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for("matching.runs"), 303)


def _told(parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values as they stand in the code: whoever reads them reads the engine's documentation too."""
    return [(name, str(value)) for name, value in parameters.items()]
