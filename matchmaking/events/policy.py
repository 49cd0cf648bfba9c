"""Who may set up an event and who may say that an organisation takes part. Pure, from rows already loaded."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_helper, is_organizer
from matchmaking.events.models import Event, Mode
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member
from matchmaking.profiles.vocabulary import Country

BEFORE, AFTER = timedelta(hours=12), timedelta(hours=2)
TAKING_PART = frozenset({ProfileStatus.SUBMITTED, ProfileStatus.PUBLISHED})


def can_organize(user: User) -> bool:
    """Whether the person sets up events and keeps their lists."""
    return is_organizer(user)


def hours(event: Event) -> tuple[datetime, datetime]:
    """From when until when the day runs: from the half day before it begins until the tables are put away."""
    return event.starts_at - BEFORE, event.ends_at + AFTER


def is_on(event: Event, now: datetime) -> bool:
    """Whether the day runs."""
    start, end = hours(event)
    return start <= now <= end


def can_mark(user: User, event: Event, *, now: datetime) -> bool:
    """Whether the person writes down at the door who is there: organizers at any time, helpers while the day runs."""
    return is_organizer(user) or (is_helper(user) and is_on(event, now))


def can_take_part(profile: Profile) -> bool:
    """Whether the organisation is one that meets others: submitted or published, not a draft and not withdrawn."""
    return profile.status in TAKING_PART


def can_answer(user: User, profile: Profile, event: Event, *, now: datetime) -> bool:
    """Whether this person says for the organisation whether it comes; until the event is over."""
    speaks = is_member(user, profile) or can_organize(user)
    return speaks and can_take_part(profile) and now < event.ends_at


def usual_mode(profile: Profile) -> Mode:
    """How an organisation takes part before anybody has said: Mali on site, Algeria online."""
    return Mode.ON_SITE if profile.country is Country.MALI else Mode.ONLINE
