"""Organizers answer a request: they introduce the two, or decline with a sentence to the asker."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.accounts.models import User
from matchmaking.errors import TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests import notifications, policy
from matchmaking.introductions.requests.lifecycle import RequestAction, next_status
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.operations.settling import reopen
from matchmaking.introductions.requests.operations.trail import record, take
from matchmaking.introductions.requests.queries import subject_ref
from matchmaking.introductions.timetable import weekends
from matchmaking.matching.queries import ordered
from matchmaking.outbox import operations as outbox
from matchmaking.settings import queries as switches


def approve(
    request: IntroductionRequest, *, shown_version: int, review_version: int, actor: User, now: datetime
) -> Introduction:
    """Introduce the two, as from the queue; raises what `introductions.approve` raises, and StaleDecision where the
    request has moved on since the page showed it."""
    take(request, shown_version=shown_version, now=now)
    if not policy.can_decide(actor, request):
        raise TransitionError(request.status, RequestAction.INTRODUCE)
    ml, dz = ordered(request.profile, request.other_profile)
    return introductions.approve(ml, dz, shown_version=review_version, actor=actor, now=now)


def decline(request: IntroductionRequest, answer: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Say no to the asker, with a sentence; letter and page tell it once the hold time is over, and no
    letter leaves on the asker's weekend."""
    take(request, shown_version=shown_version, now=now)
    if not policy.can_decide(actor, request):
        raise TransitionError(request.status, RequestAction.DECLINE)
    hold = timedelta(minutes=switches.current().hold_minutes)
    leaves_at = weekends().next_working(now + hold, request.profile.country)
    request.status = next_status(request.status, RequestAction.DECLINE)
    request.answer, request.held_until = answer, leaves_at
    request.settled_by_id, request.settled_at = actor.id, now
    record("declined", request, actor=actor, now=now)
    notifications.tell_declined(request, now=now, hold=leaves_at - now)
    db.session.flush()


def undo_decline(request: IntroductionRequest, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take a decline back while its letter is held: the asker learns nothing of it."""
    take(request, shown_version=shown_version, now=now)
    if not policy.can_undo(actor, request, now):
        raise TransitionError(request.status, RequestAction.UNDO)
    outbox.cancel_waiting(subject_ref(request), actor_id=actor.id, now=now)
    reopen(request, actor=actor, now=now)
    db.session.flush()


def end_hold(request: IntroductionRequest, *, now: datetime) -> None:
    """The letter of a decline left before its time: from now on the asker may know. Twice does nothing."""
    if request.held_until is not None:
        request.held_until = min(request.held_until, now)
        db.session.flush()
