"""The next version of a schedule: the only place where one is made. The last one is copied with some changes, and the
two sides of each changed meeting are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.meetings import notifications, policy, queries
from matchmaking.meetings.conflicts import Conflict, Place, Places, find_doubles
from matchmaking.meetings.differences import Change, changed, compare, count
from matchmaking.meetings.holding import hold_of
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingAction, MeetingStatus, next_status
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule
from matchmaking.meetings.operations.decisions import Clash, record
from matchmaking.meetings.people import Attendances
from matchmaking.outbox import operations as outbox

PUBLISHED = "schedule.published"
Changes = Mapping[Meeting, Place | CancelReason]  # where a meeting goes, or why it does not take place


def publish_changes(event: Event, changes: Changes, *, cause: Cause, actor: User | None, now: datetime) -> Schedule:
    """Publish the version that holds with these changes as the next one; the event must be locked (`take`).

    Slots that were shifted give their new times to all placements in them. Raises Clash where a changed meeting
    would have somebody, or a table, in two places at once: then nothing is published.
    """
    last = queries.find_published(event)
    before = queries.list_placements(last)
    places = {one.meeting: Place.of(one) for one in before}
    for meeting, change in changes.items():
        if isinstance(change, Place):
            places[meeting] = change
        else:
            places.pop(meeting, None)
    attendances = queries.attendances_of(event)
    _refuse_doubles({one for one, change in changes.items() if isinstance(change, Place)}, places, attendances)
    made = Schedule(
        event=event,
        number=(last.number or 0) + 1 if last else 1,
        base_number=last.number if last else None,
        cause=cause,
        created_by=actor,
        created_at=now,
        published_at=now,
        computed_at=now,
        place=event.place,
        video_link=event.video_link,
    )
    db.session.add(made)
    put(made, places)
    db.session.flush()
    differences = compare(before, queries.list_placements(made), attendances)
    for meeting, change in changes.items():
        _follow(meeting, change, now=now)
    for one in changed(differences):
        one.meeting.told_provisional = one.after is not None and policy.is_provisional(one.meeting)
        if one.change is not Change.ADDED:
            one.meeting.sequence += 1
    counted = {kind.value: number for kind, number in sorted(count(differences).items())}
    record("published", event, actor=actor, now=now, number=made.number, cause=cause.value, **counted)
    db.session.flush()
    news = changed(differences)
    notifications.tell(made, news, attendances, now=now, hold=hold_of(news, now=now))
    outbox.publish(PUBLISHED, {"event_id": event.id}, now=now)
    db.session.flush()
    return made


def put(schedule: Schedule, places: Places) -> None:
    """Let a version hold these places, with the times their slots have now."""
    ordered = sorted(places.items(), key=lambda item: (item[1].slot.position, item[0].introduction_id))
    schedule.placements = [
        Placement(
            meeting=meeting,
            slot=place.slot,
            table=place.table,
            starts_at=place.slot.starts_at,
            ends_at=place.slot.ends_at,
            locked=place.locked,
        )
        for meeting, place in ordered
    ]


def meeting_of(event: Event, introduction: Introduction, *, now: datetime) -> Meeting:
    """The meeting of an introduction at an event; made where there is none yet."""
    found = queries.meetings_by_introduction(event).get(introduction.id)
    return found or make_meeting(event, introduction, now=now)


def make_meeting(event: Event, introduction: Introduction, *, now: datetime) -> Meeting:
    """A meeting that nobody outside knows of yet."""
    made = Meeting(event=event, introduction=introduction, status=MeetingStatus.DRAFT, created_at=now)
    made.sides = [MeetingSide(profile=side.profile) for side in introduction.sides]
    db.session.add(made)
    db.session.flush()
    return made


def cancel_meeting(meeting: Meeting, reason: CancelReason, *, now: datetime) -> None:
    """Write down that it does not take place."""
    meeting.status = next_status(meeting.status, MeetingAction.CANCEL)
    meeting.cancelled_at, meeting.cancel_reason = now, reason


def restore_meeting(meeting: Meeting) -> None:
    """Let a cancelled meeting be placed anew."""
    meeting.status = next_status(meeting.status, MeetingAction.RESTORE)
    meeting.cancelled_at = meeting.cancel_reason = meeting.cancel_note = None
    meeting.sequence += 1  # calendars that saw the cancellation take the new entry


def _follow(meeting: Meeting, change: Place | CancelReason, *, now: datetime) -> None:
    """Bring a meeting's state in line with the version that now holds."""
    if isinstance(change, CancelReason):
        cancel_meeting(meeting, change, now=now)
        return
    if meeting.status is MeetingStatus.CANCELLED:
        restore_meeting(meeting)
    if meeting.status is MeetingStatus.DRAFT:
        meeting.status = next_status(meeting.status, MeetingAction.PUBLISH)


def _refuse_doubles(moved: set[Meeting], places: Places, attendances: Attendances) -> None:
    found: list[Conflict] = []
    for meeting in sorted(moved, key=lambda one: one.id):
        found += find_doubles(meeting, places[meeting], places, attendances)
    if found:
        raise Clash(found)
