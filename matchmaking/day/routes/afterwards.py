"""One question to each side afterwards: behind the letter's link, in the person's own space, and for organizers who
were told on the phone. Opening decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts.models import User
from matchmaking.day import after_page, links, queries
from matchmaking.day.after_page import Question
from matchmaking.day.forms import AfterForm
from matchmaking.day.operations.asking import nobody_came
from matchmaking.day.routes import blueprint
from matchmaking.events.models import Event
from matchmaking.events.queries import find_current
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.routes.participants import LINK_HEADERS
from matchmaking.meetings import operations as meetings
from matchmaking.meetings.queries import attendances_of


@blueprint.route("/day/<token>", methods=["GET", "POST"])
@access(Access.LINK)
def afterwards(token: str) -> ResponseReturnValue:
    """One person's meetings of one day."""
    now, here = clock.now(), url_for("day.afterwards", token=token)
    event, user, day = links.read_afterwards(token, now=now)
    questions = after_page.list_questions(event, user, now=now, day=day)
    if request.method == "POST":
        return _answered(event, questions, actor=None, now=now, back=here)
    body = render_template("day/afterwards.html", event=event, questions=questions, form=AfterForm(), action=here)
    return make_response(body, 200, LINK_HEADERS)


@blueprint.route("/meetings/afterwards", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def my_afterwards() -> ResponseReturnValue:
    """The same for whoever is signed in, over all days."""
    now, here = clock.now(), url_for("day.my_afterwards")
    event = find_current(now)
    questions = after_page.list_questions(event, current_user, now=now) if event else []
    if request.method == "POST" and event:
        return _answered(event, questions, actor=current_user, now=now, back=here)
    return render_template("day/afterwards.html", event=event, questions=questions, form=AfterForm(), action=here)


@blueprint.get("/organizers/day/afterwards")
@access(Access.ORGANIZER)
def told() -> ResponseReturnValue:
    """What each side said of each meeting; where the two disagree stands first."""
    now = clock.now()
    event = queries.current_event(now)
    return render_template("day/told.html", event=event, rows=after_page.list_told(event, now=now))


@blueprint.route("/organizers/day/afterwards/<int:side_id>", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def note(side_id: int) -> ResponseReturnValue:
    """Write down what one side said on the phone."""
    now = clock.now()
    event = queries.current_event(now)
    question = Question(*queries.get_side(event, side_id))
    if request.method == "POST":
        return _answered(event, [question], actor=current_user, now=now, back=url_for("day.told"))
    return render_template("day/note.html", event=event, one=question, form=AfterForm())


def _answered(
    event: Event, questions: Sequence[Question], *, actor: User | None, now: datetime, back: str
) -> ResponseReturnValue:
    form = AfterForm()
    if not form.validate():
        abort(400)
    answers = form.answers([one.side for one in questions], request.form)
    attendances = attendances_of(event)
    for one in questions:
        if one.side.id in answers:
            held, more = answers[one.side.id]
            unseen = nobody_came(one.side.meeting, attendances)
            meetings.say(
                one.side,
                one.placement,
                took_place=held,
                wants_more=more,
                nobody_came=unseen,
                actor=actor,
                now=now,
            )
    db.session.commit()
    if answers:
        say("ok", _("Thank you, your answer is noted."))
    else:
        say("bad", _("Nothing was chosen yet: yes or no, for one meeting at least."))
    return redirect(back, 303)
