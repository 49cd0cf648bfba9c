"""What becomes of requests when something else decides about their pair: it is introduced by whichever road, its
approval is undone, a profile is withdrawn."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests import queries
from matchmaking.introductions.requests.lifecycle import RequestAction, RequestStatus, next_status
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.operations.trail import record
from matchmaking.profiles.lifecycle import ProfileStatus

OVER = frozenset({ProfileStatus.WITHDRAWN, ProfileStatus.ARCHIVED})


def settle_by(request: IntroductionRequest, introduction: Introduction, *, actor: User | None, now: datetime) -> None:
    """The two are introduced: the request is answered."""
    request.status = next_status(request.status, RequestAction.INTRODUCE)
    request.introduction = introduction
    request.settled_by_id, request.settled_at = actor.id if actor else None, now
    record("introduced", request, actor=actor, now=now, introduction=introduction.id)


def follow_approval(introduction: Introduction, *, actor: User, now: datetime) -> bool:
    """Answer every pending request about the pair; whether there was any."""
    found = queries.list_about(introduction.ml_profile, introduction.dz_profile, status=RequestStatus.PENDING)
    for request in found:
        settle_by(request, introduction, actor=actor, now=now)
    return bool(found)


def follow_silent_undo(introduction: Introduction, *, actor: User, now: datetime) -> None:
    """The approval was undone before anybody knew: what it had answered waits again."""
    for request in queries.list_answered_by(introduction):
        if request.status is RequestStatus.INTRODUCED:
            reopen(request, actor=actor, now=now)


def reopen(request: IntroductionRequest, *, actor: User, now: datetime) -> None:
    """Put a request back among those that wait."""
    request.status = next_status(request.status, RequestAction.UNDO)
    request.introduction_id = request.settled_by_id = None
    request.settled_at = request.held_until = request.answer = None
    record("reopened", request, actor=actor, now=now)
    db.session.expire(request, ["introduction"])


def follow_profile(profile_id: int, *, now: datetime) -> None:
    """A profile changed: where it was withdrawn, nobody waits for it any more. Running it again does nothing."""
    for request in queries.list_pending_of(profile_id):
        if {request.profile.status, request.other_profile.status} & OVER:
            close(request, actor=None, now=now)
    db.session.flush()


def close(request: IntroductionRequest, *, actor: User | None, now: datetime) -> None:
    """End a pending request that nobody can answer any more."""
    request.status = next_status(request.status, RequestAction.CLOSE)
    request.settled_at = now
    record("closed", request, actor=actor, now=now)
