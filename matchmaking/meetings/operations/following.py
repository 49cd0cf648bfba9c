"""Meetings whose introduction ended or whose organisation does not come: cancelled with the reason, both sides told."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions import notifications as introducing
from matchmaking.introductions.lifecycle import CancelReason as IntroductionEnd
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.meetings import notifications, policy, queries
from matchmaking.meetings.differences import Difference
from matchmaking.meetings.holding import hold_of
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingStatus
from matchmaking.meetings.models import Meeting, Schedule
from matchmaking.meetings.operations.decisions import take
from matchmaking.meetings.operations.versions import Changes, publish_changes
from matchmaking.meetings.people import Attendances, takes_part
from matchmaking.settings import queries as switches


def follow(event: Event, *, now: datetime) -> Schedule | None:
    """Cancel every published meeting to come that cannot take place any more, all in one version. Running it again
    does nothing; returns the version, None where nothing had to change."""
    published = take(event, actor=None)
    attendances = queries.attendances_of(event)
    changes: dict[Meeting, CancelReason] = {}
    for placement in queries.list_placements(published):
        meeting = placement.meeting
        reason = why_over(meeting, attendances)
        if reason and meeting.status is MeetingStatus.PUBLISHED and placement.starts_at > now:
            changes[meeting] = reason
    if not changes:
        return None
    ended: Changes = dict(changes)
    return publish_changes(event, ended, cause=Cause.ENDED, actor=None, now=now)


def confirm(meeting: Meeting, *, now: datetime) -> None:
    """Both have accepted what was published as provisional: tell them, and renew the entry in their calendars. Running
    it again does nothing."""
    take(meeting.event, actor=None)
    db.session.refresh(meeting)
    accepted = meeting.introduction.status is IntroductionStatus.ACCEPTED
    if not (meeting.told_provisional and accepted) or meeting.status is not MeetingStatus.PUBLISHED:
        return
    meeting.told_provisional = False
    meeting.sequence += 1
    schedule = queries.find_published(meeting.event)
    placement = queries.find_placement(schedule, meeting)
    if schedule is not None and placement is not None:
        news = Difference(meeting=meeting, before=placement, after=placement)
        attendances = queries.attendances_of(meeting.event)
        notifications.confirm(schedule, news, attendances, now=now, hold=hold_of([news], now=now))
    db.session.flush()


def tell_again(meeting: Meeting, *, now: datetime) -> None:
    """A no was taken back. Whoever read of it only by the cancellation of the meeting is told that the introduction is
    open again; the meeting stays cancelled. Running it again does nothing."""
    take(meeting.event, actor=None)
    introduction = meeting.introduction
    if introduction.status is not IntroductionStatus.PROPOSED or meeting.cancelled_at is None:
        return
    hold = timedelta(minutes=switches.current().hold_minutes)
    for side in introduction.sides:
        took_back = side.settled_at is not None and side.settled_at > meeting.cancelled_at
        user = side.contact_user
        if not took_back and user is not None and notifications.was_told_of_end(meeting, user):
            introducing.tell_again(side, meeting.cancelled_at, now=now, hold=hold)


def say_once(meeting: Meeting, *, now: datetime) -> None:
    """Its introduction has ended. Whoever is told so by the cancellation of the meeting gets no second letter, also
    where the meeting was cancelled first. Running it again does nothing."""
    take(meeting.event, actor=None)
    for side in meeting.introduction.sides:
        user = side.contact_user
        if user is not None and notifications.was_told_of_end(meeting, user):
            introducing.withdraw_ending(side, now=now)


def why_over(meeting: Meeting, attendances: Attendances) -> CancelReason | None:
    """Why a meeting cannot take place; None where it can."""
    introduction = meeting.introduction
    gone = any(
        side.profile.status in policy.OVER or not takes_part(side.profile, attendances) for side in meeting.sides
    )
    if gone or introduction.cancel_reason is IntroductionEnd.PROFILE_WITHDRAWN:
        return CancelReason.WITHDRAWN
    if introduction.status in (IntroductionStatus.ACCEPTED, IntroductionStatus.PROPOSED):
        return None
    return CancelReason.REFUSED
