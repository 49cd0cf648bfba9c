"""A plan goes out, comes back, or is begun anew."""

from __future__ import annotations

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.plans import operations, queries, wording
from matchmaking.plans.lifecycle import PairState
from matchmaking.plans.routes import blueprint


@blueprint.post("/organizers/plans/<int:plan_id>/publish")
@access(Access.ORGANIZER)
def publish(plan_id: int) -> ResponseReturnValue:
    """Introduce all its pairs; the answer offers the undo."""
    plan, form, back = queries.get_plan(plan_id), DecisionForm(), url_for("plans.show", plan_id=plan_id)
    if not form.validate():
        abort(400)
    with returning_to(back):
        operations.publish(plan, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say(
        "ok",
        _("The plan is published."),
        _("The introductions are being written; their letters are held as usual."),
        undo_url=url_for("plans.undo", plan_id=plan_id),
        hidden={"version": plan.version},
    )
    return redirect(back, 303)


@blueprint.post("/organizers/plans/<int:plan_id>/undo")
@access(Access.ORGANIZER)
def undo(plan_id: int) -> ResponseReturnValue:
    """Take back what nobody outside knows of, and say what stands and why."""
    plan, form, back = queries.get_plan(plan_id), DecisionForm(), url_for("plans.show", plan_id=plan_id)
    if not form.validate():
        abort(400)
    with returning_to(back):
        states = operations.undo(plan, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    count, kept = states[PairState.TAKEN_BACK], wording.undone(states)
    taken_back = ngettext(
        "%(num)s introduction is taken back; no letter of it has left.",
        "%(num)s introductions are taken back; no letter of theirs has left.",
        count,
    )
    say("wait" if kept else "ok", str(taken_back), kept)
    return redirect(back, 303)


@blueprint.post("/organizers/plans/<int:plan_id>/copy")
@access(Access.ORGANIZER)
def copy(plan_id: int) -> ResponseReturnValue:
    """Begin another plan with the same limits and wishes."""
    plan, form = queries.get_plan(plan_id), DecisionForm()
    if not form.validate():
        abort(400)
    made = operations.copy_plan(plan, actor=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for("plans.show", plan_id=made.id), 303)
