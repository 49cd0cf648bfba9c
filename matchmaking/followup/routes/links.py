"""Behind the signed links: the one-page form about an outcome, and an action's page for its owner. Opening them decides
nothing: scanners and previews may look."""

from __future__ import annotations

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from matchmaking import clock, config
from matchmaking.access import Access, access
from matchmaking.accounts import limits
from matchmaking.deciding import returning_to
from matchmaking.errors import Gone
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.followup import links, outcome_page, policy, wording
from matchmaking.followup.forms.actions import CommentForm, StepForm
from matchmaking.followup.forms.outcomes import OutcomeForm, speaker_of
from matchmaking.followup.lifecycle import ActionStep, Channel
from matchmaking.followup.operations import actions, outcomes
from matchmaking.followup.operations.outcomes import Source
from matchmaking.followup.routes import blueprint
from matchmaking.introductions import wording as introductions

# The address is a key: it stays out of caches, of search engines and of the next site's log.
HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


@blueprint.route("/f/<token>", methods=["GET", "POST"])
@access(Access.LINK)
def outcome_form(token: str) -> ResponseReturnValue:
    """« What came of it? », without a sign-in; may be opened and corrected again."""
    side, now = links.read_outcome(token), clock.now()
    speaker, here = speaker_of(side.profile.country), url_for("followup.outcome_form", token=token)
    form = OutcomeForm(held=outcome_page.held_by(side.introduction, speaker), speaker=speaker)
    if form.validate_on_submit():
        source = Source(channel=Channel.LINK, said_at=now, name=introductions.person_of(side))
        outcomes.declare(side.introduction, speaker, form.declaration, source=source, now=now)
        db.session.commit()
        say("ok", _("Thank you, your answer is noted."), _("You can correct it here at any time."))
        return redirect(here, 303)
    body = render_template("followup/outcome_form.html", form=form, side=side, wording=introductions)
    return make_response(body, 422 if form.errors else 200, HEADERS)


@blueprint.get("/a/<token>")
@access(Access.LINK)
def own_action(token: str) -> ResponseReturnValue:
    """What the owner of an action sees: what, by when, where it stands, what can be said. An old link offers a new
    one."""
    now = clock.now()
    try:
        action = links.read_action(token)
    except Gone:
        links.read_ended_action(token)
        return make_response(render_template("followup/action_link_ended.html", token=token), Gone.status, HEADERS)
    body = render_template(
        "followup/own_action.html",
        action=action,
        owner=actions.owner_name(action),
        steps=policy.steps_for_owner(action),
        form=CommentForm(),
        token=token,
        wording=wording,
        today=now.date(),
    )
    return make_response(body, 200, HEADERS)


@blueprint.post("/a/<token>/move")
@access(Access.LINK)
def move_own_action(token: str) -> ResponseReturnValue:
    """The owner accepts, declines, begins, finishes, or says that it is blocked."""
    action, form, here = links.read_action(token), StepForm(), url_for("followup.own_action", token=token)
    if not form.validate():
        say("bad", _("Your answer did not arrive. Press the button once more."))
        return redirect(here, 303)
    with returning_to(here):
        actions.move(
            action,
            ActionStep(form.step.data),
            shown_version=form.version.data,
            text=(form.text.data or "").strip(),
            actor=None,
            now=clock.now(),
        )
    db.session.commit()
    say("ok", _("Thank you, it is noted: %(state)s.", state=wording.STATUSES[action.status]))
    return redirect(here, 303)


@blueprint.post("/a/<token>/link")
@access(Access.LINK)
@limits.by_place
@limits.renewing_link
def renew_own_link(token: str) -> ResponseReturnValue:
    """A link that has become too old: a new one is mailed to its owner."""
    if not FlaskForm().validate():
        abort(400)
    sent = actions.renew_link(links.read_ended_action(token), now=clock.now())
    db.session.commit()
    body = render_template("followup/action_link_ended.html", token=token, sent=sent, contact=config.current().contact)
    return make_response(body, 200, HEADERS)


@blueprint.post("/a/<token>/comment")
@access(Access.LINK)
def comment_own_action(token: str) -> ResponseReturnValue:
    """The owner says something about it."""
    action, form, here = links.read_action(token), CommentForm(), url_for("followup.own_action", token=token)
    if not form.validate():
        say("bad", _("Write something first."))
        return redirect(here, 303)
    actions.comment(action, form.text.data.strip(), actor=None, now=clock.now())
    db.session.commit()
    say("ok", _("Thank you, your word is noted."))
    return redirect(here, 303)
