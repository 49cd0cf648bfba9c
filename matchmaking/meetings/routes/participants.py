"""A side says that it does not come. The page asks; only the button decides."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import returning_to
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.meetings import operations, policy, queries, wording
from matchmaking.meetings.forms import RefuseForm
from matchmaking.meetings.routes import blueprint


@blueprint.route("/meetings/<int:meeting_id>/refuse", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def refuse(meeting_id: int) -> ResponseReturnValue:
    """Refuse a provisional meeting, or cancel one, with a reason for the organizers."""
    now = clock.now()
    side, placement = queries.get_own_meeting(meeting_id, current_user)
    form, back = RefuseForm(), url_for("introductions.mine")
    if form.validate_on_submit():
        try:
            with returning_to(url_for("meetings.refuse", meeting_id=meeting_id)):
                told = {"note": form.note.data or "", "shown_version": form.version.data}
                operations.refuse(side, **told, actor=current_user, now=now)
        except NotAllowed as refusal:
            db.session.rollback()
            say("bad", str(refusal))
            return redirect(back, 303)
        db.session.commit()
        say("ok", _("The meeting is cancelled."), _("The other side is told; it does not learn why."))
        return redirect(back, 303)
    form.version.data = side.meeting.version
    return render_template(
        "meetings/refuse.html",
        form=form,
        meeting=side.meeting,
        placement=placement,
        other=wording.other_name(side.meeting, side.profile),
        provisional=policy.is_provisional(side.meeting),
        can_refuse=policy.can_refuse(side, placement, now=now),
        wording=wording,
    ), 422 if form.errors else 200
