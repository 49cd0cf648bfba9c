"""Plans, their limits and their wishes."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from flask_wtf import FlaskForm

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.addresses import page_asked
from matchmaking.deciding import returning_to
from matchmaking.extensions import db
from matchmaking.matching.queries import get_pair
from matchmaking.plans import operations, queries, wording
from matchmaking.plans.forms import FORCED, ExceptionForm, PairForm, PlanForm, ProfileForm, WishForm
from matchmaking.plans.models import Plan
from matchmaking.plans.page import plan_page
from matchmaking.plans.routes import blueprint
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key


@blueprint.route("/organizers/plans", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """The latest plans, and the form that begins another."""
    form = PlanForm()
    if form.validate_on_submit():
        plan = operations.make_plan(form.settings, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        return redirect(url_for("plans.show", plan_id=plan.id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    plans = queries.list_plans()
    return render_template("plans/index.html", plans=plans, form=form, wording=wording), 422 if form.errors else 200


@blueprint.get("/organizers/plans/<int:plan_id>")
@access(Access.ORGANIZER)
def show(plan_id: int) -> ResponseReturnValue:
    """A plan: what it gives to whom, who is short and why, its pairs."""
    return _page(queries.get_plan(plan_id))


@blueprint.post("/organizers/plans/<int:plan_id>/limits")
@access(Access.ORGANIZER)
def revise(plan_id: int) -> ResponseReturnValue:
    """Change what holds for everybody, and compute again."""
    plan, form = queries.get_plan(plan_id), PlanForm()
    if not form.validate() or not (form.version.data or "").isdecimal():
        return _page(plan, limits=form), 422
    with returning_to(_url(plan)):
        told = {"shown_version": int(form.version.data), "actor": current_user, "now": clock.now()}
        operations.revise(plan, form.settings, **told)
    db.session.commit()
    return redirect(_url(plan), 303)


@blueprint.post("/organizers/plans/<int:plan_id>/wishes")
@access(Access.ORGANIZER)
def wish(plan_id: int) -> ResponseReturnValue:
    """Wish a pair or forbid it, typed by name."""
    plan, form = queries.get_plan(plan_id), WishForm()
    if not form.validate():
        return _page(plan, wish=form), 422
    is_forced = form.wish.data == FORCED
    with returning_to(_url(plan)):
        _wish(plan, form, form.ml.found, form.dz.found, is_forced=is_forced)
    db.session.commit()
    return redirect(_url(plan), 303)


@blueprint.post("/organizers/plans/<int:plan_id>/pairs")
@access(Access.ORGANIZER)
def choose_pair(plan_id: int) -> ResponseReturnValue:
    """The buttons beside a pair: take it out, want it back, take a wish off."""
    plan, form = queries.get_plan(plan_id), PairForm()
    if not form.validate():
        abort(400)
    ml, dz = get_pair(form.ml_key.data, form.dz_key.data)
    with returning_to(_url(plan)):
        _wish(plan, form, ml, dz, is_forced=form.is_forced)
    db.session.commit()
    return redirect(_url(plan), 303)


@blueprint.post("/organizers/plans/<int:plan_id>/exceptions")
@access(Access.ORGANIZER)
def except_profile(plan_id: int) -> ResponseReturnValue:
    """Limits of one organisation."""
    plan, form = queries.get_plan(plan_id), ExceptionForm()
    if not form.validate():
        return _page(plan, exception=form), 422
    told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
    with returning_to(_url(plan)):
        operations.except_profile(plan, form.profile.found, form.limits, **told)
    db.session.commit()
    return redirect(_url(plan), 303)


@blueprint.post("/organizers/plans/<int:plan_id>/exceptions/off")
@access(Access.ORGANIZER)
def take_exception_off(plan_id: int) -> ResponseReturnValue:
    """Everybody's limits hold for this organisation again."""
    plan, form = queries.get_plan(plan_id), ProfileForm()
    if not form.validate():
        abort(400)
    profile = get_by_key(form.profile_key.data)
    told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
    with returning_to(_url(plan)):
        operations.except_profile(plan, profile, None, **told)
    db.session.commit()
    return redirect(_url(plan), 303)


def _wish(plan: Plan, form: FlaskForm, ml: Profile, dz: Profile, *, is_forced: bool | None) -> None:
    operations.wish(
        plan, ml, dz, is_forced=is_forced, shown_version=form.version.data, actor=current_user, now=clock.now()
    )


def _url(plan: Plan) -> str:
    return url_for("plans.show", plan_id=plan.id)


def _page(
    plan: Plan,
    *,
    limits: PlanForm | None = None,
    wish: WishForm | None = None,
    exception: ExceptionForm | None = None,
) -> str:
    """The page of a plan; a form that was refused stands in it as it was sent."""
    settings = {"strength": plan.strength or "", "sessions": "\n".join(plan.sessions)}
    forms: dict[str, Any] = {
        "limits": limits or PlanForm(formdata=None, minimum=plan.minimum, maximum=plan.maximum, **settings),
        "wish": wish or WishForm(formdata=None),
        "exception": exception or ExceptionForm(formdata=None),
    }
    for form in forms.values():
        form.version.data = plan.version
    page = plan_page(plan, current_user, page=page_asked(), now=clock.now())
    return render_template("plans/show.html", page=page, plan=plan, forms=forms, wording=wording)
