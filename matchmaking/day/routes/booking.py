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
from matchmaking.day import operations, queries, replacing, wording
from matchmaking.day.forms import BookingForm, SeatForm
from matchmaking.day.routes import blueprint
from matchmaking.deciding import returning_to
from matchmaking.errors import NotAllowed, NotFound, StaleDecision
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.holding import when_told
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.policy import can_replace
from matchmaking.meetings.queries import attendances_of
from matchmaking.meetings.wording import why_not_replaced
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
    now = clock.now()
    event = queries.current_event(now)
    page = pages.choose(event, request.args)
    if page.pair:
        return redirect(url_for("day.book", ml_key=page.pair[0].key, dz_key=page.pair[1].key), 303)
    closed = wording.why_closed(current_user, event, now=now)
    return render_template("day/choose.html", page=page, event=event, closed=closed)


@blueprint.route("/organizers/day/book/<ml_key>/<dz_key>", methods=["GET", "POST"])
@access(Access.HELPER)
def book(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Both say yes, by name; then they have a place."""
    event = queries.current_event(clock.now())
    pair, form, refused = pages.get_present_pair(event, ml_key, dz_key), BookingForm(), ""
    _offer(form, event, pair)
    if form.validate_on_submit():
        try:
            with returning_to(""):
                return _book(event, pair, form.chosen, form)
        except (NotAllowed, StaleDecision) as refusal:
            refused = _undone(refusal)
            _offer(form, event, pair)
    return _ask(event, pair, form, absent=None, refused=refused)


@blueprint.route("/organizers/day/replace/<int:meeting_id>/<ml_key>/<dz_key>", methods=["GET", "POST"])
@access(Access.HELPER)
def sit_in(meeting_id: int, ml_key: str, dz_key: str) -> ResponseReturnValue:
    """The same at the place of a meeting to which a side did not come."""
    now = clock.now()
    event = queries.current_event(now)
    placement = queries.get_placement(event, meeting_id)
    pair, form, refused = pages.get_present_pair(event, ml_key, dz_key), SeatForm(), ""
    if not {one.id for one in pair} & {side.profile_id for side in placement.meeting.sides}:
        raise NotFound(f"meeting {meeting_id}")
    if form.validate_on_submit():
        try:
            with returning_to(url_for("day.replace", meeting_id=meeting_id)):
                return _book(event, pair, placement.meeting, form)
        except NotAllowed as refusal:
            refused = _undone(refusal)
    elif not can_replace(placement, attendances_of(event), now=now):
        return _nothing_to_replace(placement)
    return _ask(event, pair, form, absent=placement, refused=refused)


def _nothing_to_replace(placement: Placement) -> str:
    why = why_not_replaced(placement, attendances_of(placement.meeting.event), now=clock.now())
    return render_template("day/no_replacement.html", placement=placement, why=why)


def _offer(form: BookingForm, event: Event, pair: pages.Pair) -> None:
    now = clock.now()
    form.offer(event, list(replacing.find_free_places(*pair, replacing.read_room(event, now=now), now=now)))


def _ask(
    event: Event, pair: pages.Pair, form: BookingForm | SeatForm, *, absent: Placement | None, refused: str
) -> ResponseReturnValue:
    """The page that asks both; one that comes back keeps what was typed and shows what holds now."""
    now = clock.now()
    page = pages.build(event, pair, now=now)
    pages.fill(form, page)
    closed = wording.why_closed(current_user, event, now=now)
    shown = {"page": page, "form": form, "absent": absent, "refused": refused, "closed": closed}
    return render_template("day/book.html", **shown), 409 if refused else 422 if form.errors else 200


def _undone(refusal: NotAllowed | StaleDecision) -> str:
    db.session.rollback()
    return str(refusal) or _("Somebody else has changed the schedule meanwhile.")


def _book(event: Event, pair: pages.Pair, where: Place | Meeting, form: BookingForm | SeatForm) -> ResponseReturnValue:
    now = clock.now()
    ml, dz = pair
    said = {ml.id: (form.ml_name.data or "").strip(), dz.id: (form.dz_name.data or "").strip()}
    told = {"shown_review": form.review.data, "shown_number": form.version.data, "actor": current_user, "now": now}
    made = operations.book(event, pair, where, said=said, **told)
    db.session.commit()
    fact = _("%(one)s and %(other)s meet.", one=public_name(ml), other=public_name(dz))
    noted = _("Whoever said yes stands in the record.")
    say("ok", fact, f"{when_told(made, now=now)} {noted}")
    return redirect(url_for("day.board"), 303)
