"""Who may arrange, change, refuse; pure, from rows already loaded. The same predicate shows the button and guards the
operation."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_helper, is_organizer
from matchmaking.introductions import policy as introducing
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule
from matchmaking.meetings.people import Attendances, is_there
from matchmaking.profiles.lifecycle import ProfileStatus

OVER = frozenset({ProfileStatus.WITHDRAWN, ProfileStatus.ARCHIVED})  # takes part in nothing any more


def can_schedule(user: User) -> bool:
    """Whether the person makes and changes schedules."""
    return is_organizer(user)


def can_book(user: User) -> bool:
    """Whether the person adds a meeting to what is published, or gives it the place of one whose side did not come:
    organizers, and helpers on the day."""
    return is_helper(user)


def can_publish(user: User, draft: Schedule, *, published_number: int | None) -> bool:
    """Whether a draft may go out: it is computed, and nothing was published since it was begun."""
    return (
        can_schedule(user)
        and draft.number is None
        and draft.computed_at is not None
        and draft.base_number == published_number
    )


def can_restore(user: User, meeting: Meeting) -> bool:
    """Whether a cancelled meeting may be placed anew: its introduction stands, or stands again."""
    stands = meeting.introduction.status in (IntroductionStatus.ACCEPTED, IntroductionStatus.PROPOSED)
    return can_schedule(user) and stands and meeting.status is MeetingStatus.CANCELLED


def is_provisional(meeting: Meeting) -> bool:
    """Whether it is in the schedule although a side has not said yes: the contacts stay closed, both may refuse."""
    return meeting.introduction.status is IntroductionStatus.PROPOSED


def own_side(user: User, meeting: Meeting) -> MeetingSide | None:
    """The side that this person stands for."""
    side = introducing.own_side(user, meeting.introduction)
    return next((one for one in meeting.sides if side and one.profile_id == side.profile_id), None)


def waiting_side(meeting: Meeting, attendances: Attendances) -> MeetingSide | None:
    """The side that is there and waits for the other, which did not come; None where both came, or neither."""
    there = [side for side in meeting.sides if is_there(side.profile, attendances)]
    return there[0] if len(there) == 1 else None


def can_replace(placement: Placement, attendances: Attendances, *, now: datetime) -> bool:
    """Whether a meeting’s place may be given to another pair: one side waits for the other, until the slot ends."""
    published = placement.meeting.status is MeetingStatus.PUBLISHED
    return published and now < placement.ends_at and waiting_side(placement.meeting, attendances) is not None


def can_refuse(side: MeetingSide, placement: Placement, *, now: datetime) -> bool:
    """Whether a side may still say that it does not come, with a reason: until the meeting begins."""
    return side.meeting.status is MeetingStatus.PUBLISHED and now < placement.starts_at
