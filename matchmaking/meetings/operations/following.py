"""Meetings whose introduction ended or whose organisation does not come: cancelled with the reason, both sides told."""

from __future__ import annotations

from datetime import datetime

from matchmaking.events.models import Event
from matchmaking.introductions.lifecycle import CancelReason as IntroductionEnd
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.meetings import queries
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingStatus
from matchmaking.meetings.models import Meeting, Schedule
from matchmaking.meetings.operations.decisions import take
from matchmaking.meetings.operations.versions import Changes, publish_changes
from matchmaking.meetings.people import Attendances, takes_part
from matchmaking.profiles.lifecycle import ProfileStatus

OVER = frozenset({ProfileStatus.WITHDRAWN, ProfileStatus.ARCHIVED})


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


def why_over(meeting: Meeting, attendances: Attendances) -> CancelReason | None:
    """Why a meeting cannot take place; None where it can."""
    introduction = meeting.introduction
    gone = any(side.profile.status in OVER or not takes_part(side.profile, attendances) for side in meeting.sides)
    if gone or introduction.cancel_reason is IntroductionEnd.PROFILE_WITHDRAWN:
        return CancelReason.WITHDRAWN
    if introduction.status in (IntroductionStatus.ACCEPTED, IntroductionStatus.PROPOSED):
        return None
    return CancelReason.REFUSED
