"""What is done to one action: moved, commented, changed, given to another owner."""

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
from matchmaking.followup import action_page, policy, queries, wording
from matchmaking.followup.forms.actions import CommentForm, OwnerForm, StepForm, TaskForm
from matchmaking.followup.lifecycle import ActionStep
from matchmaking.followup.operations import actions as operations
from matchmaking.followup.routes import blueprint


@blueprint.post("/followup/actions/<int:action_id>/move")
@access(Access.COMMITTEE)
def move_action(action_id: int) -> ResponseReturnValue:
    """One step, from the action's page or from the board."""
    shown, form, here = queries.get_action(action_id), StepForm(), url_for("followup.action", action_id=action_id)
    if not form.validate():
        abort(400)
    with returning_to(here):
        operations.move(
            shown,
            ActionStep(form.step.data),
            shown_version=form.version.data,
            text=(form.text.data or "").strip(),
            actor=current_user,
            now=clock.now(),
        )
    db.session.commit()
    say("ok", _("« %(title)s »: %(state)s.", title=shown.title, state=wording.STATUSES[shown.status]))
    return redirect(url_for("followup.board") if request.args.get("back") == "board" else here, 303)


@blueprint.post("/followup/actions/<int:action_id>/comment")
@access(Access.COMMITTEE)
def comment_action(action_id: int) -> ResponseReturnValue:
    """Say something about it."""
    shown, form = queries.get_action(action_id), CommentForm()
    if not form.validate():
        page = action_page.build(shown, current_user, today=clock.now().date(), comment=form)
        return render_template("followup/action.html", page=page, wording=wording), 422
    operations.comment(shown, form.text.data.strip(), actor=current_user, now=clock.now())
    kept_forms.forget()
    db.session.commit()
    say("ok", _("Noted."))
    return redirect(url_for("followup.action", action_id=action_id), 303)


@blueprint.route("/followup/actions/<int:action_id>/edit", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def edit_action(action_id: int) -> ResponseReturnValue:
    """Change what is to be done, and by when."""
    shown, form, here = queries.get_action(action_id), TaskForm(), url_for("followup.action", action_id=action_id)
    form.offer(queries.list_objectives(), shown)
    if form.validate_on_submit():
        with returning_to(here):
            operations.revise(shown, form.task, shown_version=form.version.data, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        say("ok", _("Saved."))
        return redirect(here, 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("followup/edit_action.html", form=form, shown=shown), 422 if form.errors else 200


@blueprint.route("/followup/actions/<int:action_id>/owner", methods=["GET", "POST"])
@access(Access.COMMITTEE)
def give_action(action_id: int) -> ResponseReturnValue:
    """Another owner: the link of the one before ends."""
    shown, form, here = queries.get_action(action_id), OwnerForm(), url_for("followup.action", action_id=action_id)
    contacts = policy.can_see_contacts(current_user)
    form.offer_people(queries.list_people(), shown, contacts=contacts)
    if form.validate_on_submit():
        with returning_to(here):
            operations.give_to(shown, form.owner, shown_version=form.version.data, actor=current_user, now=clock.now())
        kept_forms.forget()
        db.session.commit()
        say("ok", _("The action has another owner."), action_page.told_owner(shown))
        return redirect(here, 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("followup/give_action.html", form=form, shown=shown), 422 if form.errors else 200
