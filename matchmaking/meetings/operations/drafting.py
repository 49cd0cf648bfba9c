"""A schedule that only organizers see: begun, computed by the worker, changed by hand, thrown away or published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.meetings import policy, queries
from matchmaking.meetings.conflicts import Conflict, Obstacle, Place, find_conflicts, is_over
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingStatus, Unplaced
from matchmaking.meetings.models import Meeting, Schedule, UnplacedIntroduction
from matchmaking.meetings.operations.decisions import Clash, grow, record, refuse_stale, take, take_draft
from matchmaking.meetings.operations.versions import (
    cancel_meeting,
    make_meeting,
    meeting_of,
    publish_changes,
    put,
)
from matchmaking.outbox.operations import enqueue

COMPUTE = "meetings.compute"


def draft(event: Event, *, shown_number: int | None, anew: bool = False, actor: User, now: datetime) -> Schedule:
    """Begin a draft; the worker computes it. Once something is published it repairs that, moving as little as it can,
    unless it is asked to arrange everything `anew`. Raises StaleDecision where there is a draft already."""
    published = take(event, actor=actor)
    refuse_stale(event, published, shown_number=shown_number, now=now)
    if queries.find_draft(event) is not None:
        raise StaleDecision(str(_("There is a draft already: go on with that one, or throw it away.")))
    made = Schedule(
        event=event,
        cause=Cause.DRAFT if anew or published is None else Cause.REPAIR,
        created_by=actor,
        created_at=now,
        base_number=published.number if published else None,
    )
    db.session.add(made)
    db.session.flush()
    record("drafted", event, actor=actor, now=now, cause=made.cause.value)
    _ask(made, now=now)
    return made


def recompute(event: Event, *, shown_version: int, actor: User, now: datetime) -> Schedule:
    """Have the draft computed again from what holds now; what is locked in it stays where it is."""
    found = take_draft(event, shown_version=shown_version, actor=actor, now=now)
    published = queries.find_published(event)
    found.base_number = published.number if published else None
    found.computed_at = None
    record("recomputed", event, actor=actor, now=now)
    grow(found)
    _ask(found, now=now)
    return found


def discard(event: Event, *, shown_version: int, actor: User, now: datetime) -> None:
    """Throw the draft away; what is published stays as it is."""
    found = take_draft(event, shown_version=shown_version, actor=actor, now=now)
    record("discarded", event, actor=actor, now=now, placed=len(found.placements))
    db.session.delete(found)
    db.session.flush()


def publish(event: Event, *, shown_version: int, actor: User, now: datetime) -> Schedule:
    """Publish the draft as the next version and tell those whom it changes something for.

    Raises StaleDecision where another version was published since it was begun or computed.
    """
    found = take_draft(event, shown_version=shown_version, actor=actor, now=now)
    last = queries.find_published(event)
    if not policy.can_publish(actor, found, published_number=last.number if last else None):
        raise StaleDecision(str(_("Another version was published meanwhile. Compute the draft again.")))
    places = {one.meeting: Place.of(one) for one in queries.list_placements(found)}
    changes: dict[Meeting, Place | CancelReason] = dict(places)
    for one in queries.list_placements(last):
        if one.meeting not in places:
            changes[one.meeting] = CancelReason.NO_PLACE
    unplaced = [(one.introduction, one.reason) for one in queries.list_unplaced(found)]
    cause = found.cause
    db.session.delete(found)
    db.session.flush()
    made = publish_changes(event, changes, cause=cause, actor=actor, now=now)
    made.unplaced = [UnplacedIntroduction(introduction=one, reason=reason) for one, reason in unplaced]
    db.session.flush()
    return made


def write(
    draft_id: int,
    version: int,
    placed: Mapping[int, tuple[int, int | None]],
    unplaced: Mapping[int, Unplaced],
    *,
    now: datetime,
) -> bool:
    """Put what was computed into the draft: introductions to (slot, table) ids, and why the others have no place.

    Changes nothing and returns False where the draft is gone or was asked for anew meanwhile.
    """
    found = db.session.get(Schedule, draft_id, with_for_update=True)
    if found is None or found.number is not None or found.version != version or found.computed_at is not None:
        return False
    event, locked = found.event, {one.meeting.introduction_id for one in found.placements if one.locked}
    slots, tables = {one.id: one for one in event.slots}, {one.id: one for one in event.tables}
    known = queries.meetings_by_introduction(event)
    introductions = {one.id: one for one in queries.list_to_place(event, now)}
    places = {}
    for key, (slot, table) in placed.items():
        meeting = known.get(key)
        if meeting is None and key in introductions:
            meeting = make_meeting(event, introductions[key], now=now)
        if meeting is not None and slot in slots:
            places[meeting] = Place(slots[slot], tables.get(table) if table else None, key in locked)
    found.placements = []
    db.session.flush()  # the old places are free before the new ones are taken
    put(found, places)
    found.unplaced = [
        UnplacedIntroduction(introduction=introductions[key], reason=reason)
        for key, reason in sorted(unplaced.items())
        if key in introductions
    ]
    found.computed_at = now
    grow(found)
    return True


def place(
    event: Event, introduction: Introduction, wanted: Place, *, shown_version: int, actor: User, now: datetime
) -> None:
    """Put a meeting of the draft, or an introduction that was left over, somewhere in it. Raises Clash, naming who or
    what stands in the way."""
    found = take_draft(event, shown_version=shown_version, actor=actor, now=now)
    if introduction.id not in {one.id for one in queries.list_to_place(event, now)}:
        raise NotAllowed(_("This introduction cannot be scheduled: it is not accepted, or a side does not take part."))
    meeting = meeting_of(event, introduction, now=now)
    standing = {one.meeting: Place.of(one) for one in queries.list_placements(found)}
    refuse_past(wanted, now)
    refuse_conflicts(event, meeting, wanted, standing)
    standing[meeting] = wanted
    found.placements = []
    db.session.flush()
    put(found, standing)
    found.unplaced = [one for one in found.unplaced if one.introduction_id != introduction.id]
    record("draft_moved", event, actor=actor, now=now, meeting=meeting.id)
    grow(found)


def lock(event: Event, meeting: Meeting, locked: bool, *, shown_version: int, actor: User, now: datetime) -> None:
    """Hold a meeting of the draft where it is, or let it move again at the next computation."""
    found = take_draft(event, shown_version=shown_version, actor=actor, now=now)
    standing = queries.find_placement(found, meeting)
    if standing is None:
        raise NotAllowed(_("This meeting has no place in the draft."))
    standing.locked = locked
    record("locked" if locked else "unlocked", event, actor=actor, now=now, meeting=meeting.id)
    grow(found)


def take_out(event: Event, meeting: Meeting, *, shown_version: int, actor: User, now: datetime) -> None:
    """Cancel a meeting that stands only in the draft: nobody outside has heard of it."""
    found = take_draft(event, shown_version=shown_version, actor=actor, now=now)
    if meeting.status is MeetingStatus.DRAFT:
        cancel_meeting(meeting, CancelReason.ORGANIZER, now=now)
    found.placements = [one for one in found.placements if one.meeting_id != meeting.id]
    record("draft_cancelled", event, actor=actor, now=now, meeting=meeting.id)
    grow(found)


def refuse_conflicts(event: Event, meeting: Meeting, wanted: Place, standing: Mapping[Meeting, Place]) -> None:
    """Raise Clash where something speaks against the place."""
    conflicts = find_conflicts(meeting, wanted, standing, queries.attendances_of(event))
    if conflicts:
        raise Clash(conflicts)


def refuse_past(place: Place, now: datetime) -> None:
    """Raise Clash where the slot has begun."""
    if is_over(place.slot, now):
        raise Clash([Conflict(Obstacle.OVER)])


def _ask(found: Schedule, *, now: datetime) -> None:
    enqueue(COMPUTE, {"schedule_id": found.id}, now=now, unique_key=f"{COMPUTE}:{found.id}")
