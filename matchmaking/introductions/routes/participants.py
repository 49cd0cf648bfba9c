"""What the two sides see and answer: in their space, and behind the signed link of a letter."""

from __future__ import annotations

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts.models import User
from matchmaking.deciding import returning_to
from matchmaking.errors import Gone
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions import links, operations, queries, side_page
from matchmaking.introductions.forms import TAKEN_BACK, AnswerForm
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.routes import blueprint
from matchmaking.introductions.timetable import timetable

# The address is a key: it stays out of caches, of search engines and of the next site's log.
LINK_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


@blueprint.get("/introductions")
@access(Access.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """The introductions of the reader's organisations."""
    now = clock.now()
    table = timetable(now)
    rows = [
        side_page.build(side, current_user, now=now, table=table)
        for side in queries.list_own_sides(current_user, now=now)
    ]
    return render_template("introductions/mine.html", rows=rows)


@blueprint.get("/introductions/<int:introduction_id>")
@access(Access.SIGNED_IN)
def mine_show(introduction_id: int) -> ResponseReturnValue:
    """One of them: who, why, what is expected, the contact once it is open."""
    now = clock.now()
    side = queries.get_own_side(introduction_id, current_user, now=now)
    page = side_page.build(side, current_user, now=now)
    action = url_for("introductions.answer", introduction_id=introduction_id)
    view = side_page.pair_of(side, current_user)
    return render_template("introductions/mine_show.html", page=page, view=view, action=action, form=AnswerForm())


@blueprint.post("/introductions/<int:introduction_id>/answer")
@access(Access.SIGNED_IN)
def answer(introduction_id: int) -> ResponseReturnValue:
    """Yes, no, or « that is not what I said »."""
    side = queries.get_own_side(introduction_id, current_user, now=clock.now())
    back = url_for("introductions.mine_show", introduction_id=introduction_id)
    return _answer(side, current_user, AnswerChannel.SITE, back)


@blueprint.route("/i/<token>", methods=["GET", "POST"])
@access(Access.LINK)
def decide(token: str) -> ResponseReturnValue:
    """The page behind the letter's button. Opening it decides nothing: scanners and previews may look."""
    side = links.read(token)
    reader = side.contact_user
    if reader is None:
        raise Gone
    if side.introduction.status is IntroductionStatus.CANCELLED:
        body = render_template("introductions/ended.html", side=side)
        return make_response(body, 410, LINK_HEADERS)
    form, here = AnswerForm(), url_for("introductions.decide", token=token)
    if form.is_submitted():
        return _answer(side, reader, AnswerChannel.LINK, here)
    page, view = side_page.build(side, reader, now=clock.now()), side_page.pair_of(side, reader)
    body = render_template("introductions/decide.html", page=page, view=view, action=here, form=form)
    return make_response(body, 200, LINK_HEADERS)


def _answer(side: IntroductionSide, actor: User, channel: AnswerChannel, back: str) -> ResponseReturnValue:
    form, now = AnswerForm(), clock.now()
    if not form.validate():
        say("bad", _("Your answer did not arrive. Choose yes or no once more."))
        return redirect(back, 303)
    version = form.version.data
    with returning_to(back):
        if form.answer.data == TAKEN_BACK:
            operations.contradict(side, shown_version=version, actor=actor, now=now)
            said = _("It is taken back. You can give your own answer now.")
        else:
            operations.answer(
                side,
                Answer(form.answer.data),
                shown_version=version,
                channel=channel,
                actor=actor,
                now=now,
                reason=form.declined_for,
            )
            said = _("Thank you, your answer is noted.")
    db.session.commit()
    say("ok", said)
    return redirect(back, 303)
