"""A person's schedule for a calendar program: its private address, a new one, none, and what it gives."""

from __future__ import annotations

from flask import make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.routes.participants import LINK_HEADERS
from matchmaking.locale import speaking
from matchmaking.meetings import calendars
from matchmaking.meetings.routes import blueprint
from matchmaking.meetings.sheets import feeds


@blueprint.get("/calendars/<token>")
@access(Access.LINK)
def feed(token: str) -> ResponseReturnValue:
    """The newest schedule, in the language of whose it is."""
    user = feeds.read_feed(token)
    with speaking(user.locale):
        text = calendars.own_schedule(user, now=clock.now())
    return make_response(text.encode(), 200, {**LINK_HEADERS, "Content-Type": calendars.MEDIA_TYPE})


@blueprint.post("/meetings/calendar")
@access(Access.SIGNED_IN)
def open_feed() -> ResponseReturnValue:
    """A first address, or a new one in its place."""
    feeds.open_feed(current_user._get_current_object(), now=clock.now())
    db.session.commit()
    say("ok", _("Here is your address."), _("Paste it into your calendar program as a subscription."))
    return redirect(url_for("meetings.mine", _anchor="calendar"), 303)


@blueprint.post("/meetings/calendar/close")
@access(Access.SIGNED_IN)
def close_feed() -> ResponseReturnValue:
    """From now on the address leads nowhere."""
    feeds.close_feed(current_user._get_current_object(), now=clock.now())
    db.session.commit()
    say("ok", _("The address has ended."), _("Calendars that followed it keep what they last read."))
    return redirect(url_for("meetings.mine"), 303)
