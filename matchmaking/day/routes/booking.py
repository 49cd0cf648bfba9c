"""Late bookings: whom somebody could meet, and the two names who say yes."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.day import board as boards
from matchmaking.day import booking_page as pages
from matchmaking.day import operations, queries, replacing
from matchmaking.day.forms import BookingForm, SeatForm
from matchmaking.day.routes import blueprint
from matchmaking.deciding import returning_to
from matchmaking.errors import NotAllowed, NotFound
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.meetings import wording
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.holding import when_told
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.policy import can_replace
from matchmaking.meetings.queries import attendances_of
from matchmaking.profiles.disclosure import public_name


@blueprint.get("/organizers/day/replace/<int:meeting_id>")
@access(Access.HELPER)
def replace(meeting_id: int) -> ResponseReturnValue:
    """One side is there and waits for another: who could sit in."""
    now = clock.now()
    event = queries.current_event(now)
    placement = queries.get_placement(event, meeting_id)
    sitting = boards.sitting_of(placement, attendances_of(event), now=now)
    if not sitting.can_replace:
        return _nothing_to_replace(placement)
    waits = sitting.other(sitting.missing[0])
    room = replacing.read_room(event, now=now)
    # The place that the meeting leaves is the one that is given away: whoever waits is free in it.
    found = replacing.list_candidates(waits.profile, room, slot=placement.slot)
    return render_template("day/replace.html", sitting=sitting, waits=waits, placement=placement, rows=found)


@blueprint.get("/organizers/day/book")
@access(Access.HELPER)
def choose() -> ResponseReturnValue:
    """Two people at the table ask: find both."""
    event = queries.current_event(clock.now())
    page = pages.choose(event, request.args)
    if page.pair:
        return redirect(url_for("day.book", ml_key=page.pair[0].key, dz_key=page.pair[1].key), 303)
    return render_template("day/choose.html", page=page, event=event)


@blueprint.route("/organizers/day/book/<ml_key>/<dz_key>", methods=["GET", "POST"])
@access(Access.HELPER)
def book(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Both say yes, by name; then they have a place."""
    now = clock.now()
    event = queries.current_event(now)
    pair = pages.get_present_pair(event, ml_key, dz_key)
    form, room = BookingForm(), replacing.read_room(event, now=now)
    form.offer(event, list(replacing.find_free_places(*pair, room, now=now)))
    if form.validate_on_submit():
        return _book(pair, form.chosen, form, url_for("day.book", ml_key=ml_key, dz_key=dz_key))
    page = pages.build(event, pair, now=now)
    pages.fill(form, page)
    return render_template("day/book.html", page=page, form=form, absent=None), 422 if form.errors else 200


@blueprint.route("/organizers/day/replace/<int:meeting_id>/<ml_key>/<dz_key>", methods=["GET", "POST"])
@access(Access.HELPER)
def sit_in(meeting_id: int, ml_key: str, dz_key: str) -> ResponseReturnValue:
    """The same at the place of a meeting to which a side did not come."""
    now = clock.now()
    event = queries.current_event(now)
    placement = queries.get_placement(event, meeting_id)
    pair, form = pages.get_present_pair(event, ml_key, dz_key), SeatForm()
    if not {one.id for one in pair} & {side.profile_id for side in placement.meeting.sides}:
        raise NotFound(f"meeting {meeting_id}")
    if form.validate_on_submit():
        return _book(pair, placement.meeting, form, url_for("day.replace", meeting_id=meeting_id))
    if not can_replace(placement, attendances_of(event), now=now):
        return _nothing_to_replace(placement)
    page = pages.build(event, pair, now=now)
    pages.fill(form, page)
    return render_template("day/book.html", page=page, form=form, absent=placement), 422 if form.errors else 200


def _nothing_to_replace(placement: Placement) -> str:
    why = wording.why_not_replaced(placement, attendances_of(placement.meeting.event), now=clock.now())
    return render_template("day/no_replacement.html", placement=placement, why=why)


def _book(pair: pages.Pair, where: Place | Meeting, form: BookingForm | SeatForm, back: str) -> ResponseReturnValue:
    now = clock.now()
    ml, dz = pair
    said = {ml.id: (form.ml_name.data or "").strip(), dz.id: (form.dz_name.data or "").strip()}
    told = {"shown_review": form.review.data, "shown_number": form.version.data, "actor": current_user, "now": now}
    try:
        with returning_to(back):
            made = operations.book(queries.current_event(now), pair, where, said=said, **told)
    except NotAllowed as refusal:
        db.session.rollback()
        say("bad", str(refusal) if " " in str(refusal) else _("This is not possible now."))
        return redirect(back, 303)
    db.session.commit()
    fact = _("%(one)s and %(other)s meet.", one=public_name(ml), other=public_name(dz))
    noted = _("Whoever said yes stands in the record.")
    say("ok", fact, f"{when_told(made, now=now)} {noted}")
    return redirect(url_for("day.board"), 303)
