"""The road map: objectives by horizon, each with its actions."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.deciding import returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.followup import queries, wording
from matchmaking.followup.forms.plan import ObjectiveForm, TickForm
from matchmaking.followup.operations import roadmap as operations
from matchmaking.followup.routes import blueprint


@blueprint.get("/followup/roadmap")
@access(Access.COMMITTEE)
def roadmap() -> ResponseReturnValue:
    """Objectives by horizon."""
    return render_template(
        "followup/roadmap.html",
        objectives=queries.list_objectives(),
        aside=queries.list_objectives(set_aside=True),
        wording=wording,
        today=clock.now().date(),
    )


@blueprint.route("/followup/objectives/new", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def new_objective() -> ResponseReturnValue:
    """A line of the road map, perhaps from a recommendation."""
    now, form = clock.now(), ObjectiveForm(queries.list_recommendations(drafts=False))
    if form.validate_on_submit():
        operations.set_objective(form.aim(now.date()), actor=current_user, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("The objective stands on the road map."))
        return redirect(url_for("followup.roadmap"), 303)
    if request.method == "GET" and not kept_forms.restore(form) and request.args.get("recommendation"):
        form.recommendations.data = [request.args["recommendation"]]
        titles = {number: title for number, title, *_rest in form.recommendations.iter_choices()}
        form.title.data = titles.get(request.args["recommendation"], "")
    return render_template("followup/objective.html", form=form, shown=None), 422 if form.errors else 200


@blueprint.route("/followup/objectives/<int:objective_id>", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def objective(objective_id: int) -> ResponseReturnValue:
    """Change a line of the road map."""
    shown, now = queries.get_objective(objective_id), clock.now()
    form = ObjectiveForm(queries.list_recommendations(drafts=False), shown)
    if form.validate_on_submit():
        with returning_to(url_for("followup.objective", objective_id=objective_id)):
            version = form.version.data
            operations.revise_objective(shown, form.aim(now.date()), shown_version=version, actor=current_user, now=now)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Saved."))
        return redirect(url_for("followup.roadmap"), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("followup/objective.html", form=form, shown=shown), 422 if form.errors else 200


@blueprint.post("/followup/objectives/<int:objective_id>/aside")
@access(Access.COMMITTEE)
def set_objective_aside(objective_id: int) -> ResponseReturnValue:
    """Off the road map, or back onto it."""
    shown, form = queries.get_objective(objective_id), TickForm()
    if not form.validate() or form.value.data not in ("out", "back"):
        abort(400)
    aside = form.value.data == "out"
    operations.set_objective_aside(shown, aside=aside, actor=current_user, now=clock.now())
    db.session.commit()
    here = url_for("followup.set_objective_aside", objective_id=objective_id)
    if aside:
        say("ok", _("Taken off the road map."), undo_url=here, hidden={"value": "back"})
    else:
        say("ok", _("The objective stands on the road map."))
    return redirect(url_for("followup.roadmap"), 303)
