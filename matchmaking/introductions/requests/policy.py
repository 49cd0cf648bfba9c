"""Who may ask, withdraw and decide, and what the asker may know; pure, from rows already loaded."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.policy import is_out
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member

MOST_AT_ONCE = 3  # organisations that one message may be about


def status_for_asker(request: IntroductionRequest, now: datetime) -> RequestStatus:
    """The state that the asker reads: a decision shows once its hold time is over, and not if it was undone before."""
    introduction = request.introduction
    if request.status is RequestStatus.INTRODUCED and introduction is not None and not is_out(introduction, now):
        ended = introduction.status is IntroductionStatus.CANCELLED  # with a profile, before anybody heard of it
        return RequestStatus.CLOSED if ended else RequestStatus.PENDING
    if request.status is RequestStatus.DECLINED and request.held_until is not None and now < request.held_until:
        return RequestStatus.PENDING
    return request.status


def stands(request: IntroductionRequest) -> bool:
    """Whether the introduction that it led to, if any, still goes on or was accepted: else one may ask anew."""
    introduction = request.introduction
    return introduction is None or introduction.status in (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED)


def can_ask(user: User, profile: Profile, other: Profile) -> bool:
    """Whether the person may ask, for an organisation of theirs, for one across the border."""
    return is_member(user, profile) and profile.country is not other.country


def can_withdraw(user: User, request: IntroductionRequest, now: datetime) -> bool:
    """Whether this person of the asking organisation may take it back: while they read that it is pending."""
    return is_member(user, request.profile) and status_for_asker(request, now) is RequestStatus.PENDING


def can_decide(user: User, request: IntroductionRequest) -> bool:
    """Whether an organizer may approve or decline it."""
    return is_organizer(user) and request.status is RequestStatus.PENDING


def can_undo(user: User, request: IntroductionRequest, now: datetime) -> bool:
    """Whether an organizer may take a decline back: while the asker knows nothing of it."""
    waits = request.held_until is not None and now < request.held_until
    return is_organizer(user) and request.status is RequestStatus.DECLINED and waits
