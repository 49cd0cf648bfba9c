"""The action plan: list, board, file, one action, a new one."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.followup import action_page, export, origins, policy, queries, wording
from matchmaking.followup.forms.actions import ActionForm, read_filters
from matchmaking.followup.operations import actions as operations
from matchmaking.followup.operations.actions import Proposal
from matchmaking.followup.queries import list_actions
from matchmaking.followup.routes import blueprint


@blueprint.get("/followup/actions")
@access(Access.COMMITTEE)
def plan() -> ResponseReturnValue:
    """The list, with its filters in the address bar."""
    page = action_page.listed(read_filters(request.args), today=clock.now().date())
    return render_template("followup/actions.html", page=page, wording=wording)


@blueprint.get("/followup/board")
@access(Access.COMMITTEE)
def board() -> ResponseReturnValue:
    """The same by state, in columns; every card moves by its buttons."""
    page = action_page.listed(read_filters(request.args), today=clock.now().date())
    return render_template("followup/board.html", page=page, columns=action_page.columns(page), wording=wording)


@blueprint.get("/followup/actions.<any(csv,xlsx):kind>")
@access(Access.COMMITTEE)
def export_actions(kind: str) -> ResponseReturnValue:
    """The filtered plan as a file."""
    today = clock.now().date()
    body = export.write(kind, list_actions(read_filters(request.args), today=today), today=today)
    name = f"plan-d-action-{today.isoformat()}.{kind}"
    return Response(
        body, mimetype=export.TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@blueprint.route("/followup/actions/new", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def new_action() -> ResponseReturnValue:
    """A new action; what it comes from stands in the address."""
    origin = origins.find(request.args)
    if origin is None:
        abort(404)
    now, form = clock.now(), ActionForm()
    form.offer(queries.list_objectives())
    form.offer_people(queries.list_people(), contacts=policy.can_see_contacts(current_user))
    if form.validate_on_submit():
        proposal = Proposal(task=form.task, owner=form.owner, origin=origin)
        made = operations.propose(proposal, actor=current_user, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("The action stands in the plan."), action_page.told_owner(made))
        return redirect(url_for("followup.action", action_id=made.id), 303)
    if request.method == "GET" and not kept_forms.restore(form):
        form.version.data, form.title.data = 0, origins.title(origin)
        form.objective.data = request.args.get("objective", "")
        form.country.data = origins.country(origin).value
    body = render_template("followup/new_action.html", form=form, origin=origin, wording=wording)
    return body, 422 if form.errors else 200


@blueprint.get("/followup/actions/<int:action_id>")
@access(Access.COMMITTEE)
def action(action_id: int) -> ResponseReturnValue:
    """One action: what, who, by when, its steps, its comments and what was done about it."""
    page = action_page.build(queries.get_action(action_id), current_user, today=clock.now().date())
    return render_template("followup/action.html", page=page, wording=wording)
