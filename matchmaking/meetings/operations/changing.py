"""Changes of a published schedule: each of them publishes the next version itself and tells both sides."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, StaleDecision, TransitionError
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.meetings import policy, queries, wording
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingAction, MeetingStatus
from matchmaking.meetings.models import Meeting, Schedule
from matchmaking.meetings.operations.decisions import record, refuse_stale, take
from matchmaking.meetings.operations.drafting import refuse_conflicts, refuse_past
from matchmaking.meetings.operations.versions import meeting_of, publish_changes, restore_meeting


def move(
    event: Event, meeting: Meeting, wanted: Place, *, shown_number: int, actor: User | None, now: datetime
) -> Schedule:
    """Move a published meeting. Raises Clash with who or what stands in the way, StaleDecision for an old page,
    NotAllowed where it stands there already: a version that changes nothing would be told to both sides."""
    _open(event, shown_number=shown_number, actor=actor, now=now)
    standing = _standing(event)
    if meeting not in standing or meeting.status is not MeetingStatus.PUBLISHED:
        raise TransitionError(meeting.status, "move")
    if wanted.is_same(standing[meeting]):
        raise NotAllowed(_("This is its place already. Choose another slot or another table."))
    refuse_past(standing[meeting], now)
    refuse_past(wanted, now)
    refuse_conflicts(event, meeting, wanted, standing)
    return publish_changes(event, {meeting: wanted}, cause=Cause.MOVE, actor=actor, now=now)


def add(
    event: Event, introduction: Introduction, wanted: Place, *, shown_number: int, actor: User | None, now: datetime
) -> Schedule:
    """Put an introduction that has no meeting into the published schedule: one just accepted, or a late booking."""
    _refuse_strangers(actor)
    _open(event, shown_number=shown_number, actor=None, now=now)
    meeting, standing = _to_place(event, introduction, now=now), _standing(event)
    if meeting in standing:
        raise TransitionError(meeting.status, "add")
    refuse_past(wanted, now)
    refuse_conflicts(event, meeting, wanted, standing)
    return publish_changes(event, {meeting: wanted}, cause=Cause.ADD, actor=actor, now=now)


def replace(
    event: Event, absent: Meeting, introduction: Introduction, *, shown_number: int, actor: User, now: datetime
) -> Schedule:
    """One side of a meeting did not come: give its place to another introduction of the side that waits, in one
    version. Raises Clash, and StaleDecision with the reason where nobody waits any more: whoever was missing has come
    while a form was filled in, or the slot has ended."""
    _refuse_strangers(actor)
    _open(event, shown_number=shown_number, actor=None, now=now)
    _refuse_replacing(event, absent, introduction, now=now)
    standing = _standing(event)
    place = standing.pop(absent)
    meeting = _to_place(event, introduction, now=now)
    if meeting in standing:
        raise TransitionError(meeting.status, "add")
    place = Place(place.slot, place.table)
    refuse_conflicts(event, meeting, place, standing)
    changes: dict[Meeting, Place | CancelReason] = {absent: CancelReason.SIDE, meeting: place}
    return publish_changes(event, changes, cause=Cause.ADD, actor=actor, now=now)


def cancel(
    event: Event,
    meeting: Meeting,
    *,
    reason: CancelReason = CancelReason.ORGANIZER,
    shown_number: int,
    actor: User,
    now: datetime,
) -> Schedule:
    """Cancel a published meeting; both sides are told."""
    _open(event, shown_number=shown_number, actor=actor, now=now)
    if meeting.status is not MeetingStatus.PUBLISHED:
        raise TransitionError(meeting.status, MeetingAction.CANCEL)
    return publish_changes(event, {meeting: reason}, cause=Cause.CANCEL, actor=actor, now=now)


def restore(event: Event, meeting: Meeting, *, actor: User, now: datetime) -> None:
    """Let a cancelled meeting be placed anew, by hand or by the next computation."""
    take(event, actor=actor)
    if not policy.can_restore(actor, meeting):
        raise TransitionError(meeting.status, MeetingAction.RESTORE)
    restore_meeting(meeting)
    record("restored", event, actor=actor, now=now, meeting=meeting.id)
    db.session.flush()


def _refuse_strangers(actor: User | None) -> None:
    if actor is not None and not policy.can_book(actor):
        raise NotAllowed("book")


def _refuse_replacing(event: Event, absent: Meeting, introduction: Introduction, *, now: datetime) -> None:
    attendances = queries.attendances_of(event)
    for side in absent.sides:
        if row := attendances.get(side.profile_id):
            lock(row)  # somebody may be marking it present at this moment
    placement = queries.find_placement(queries.find_published(event), absent)
    if placement is None:
        raise TransitionError(absent.status, MeetingAction.CANCEL)
    if not policy.can_replace(placement, attendances, now=now):
        raise StaleDecision(wording.why_not_replaced(placement, attendances, now=now))
    waits = policy.waiting_side(absent, attendances)
    if waits is None or waits.profile_id not in (introduction.ml_profile_id, introduction.dz_profile_id):
        raise NotAllowed("replace")


def _to_place(event: Event, introduction: Introduction, *, now: datetime) -> Meeting:
    """The meeting of an introduction that may be scheduled; raises NotAllowed."""
    if introduction.id not in {one.id for one in queries.list_to_place(event, now)}:
        raise NotAllowed(_("This introduction cannot be scheduled: it is not accepted, or a side does not take part."))
    return meeting_of(event, introduction, now=now)


def _open(event: Event, *, shown_number: int, actor: User | None, now: datetime) -> None:
    published = take(event, actor=actor)
    refuse_stale(event, published, shown_number=shown_number, now=now)
    if published is None:
        raise NotAllowed(_("Nothing is published yet."))


def _standing(event: Event) -> dict[Meeting, Place]:
    return {one.meeting: Place.of(one) for one in queries.list_placements(queries.find_published(event))}
