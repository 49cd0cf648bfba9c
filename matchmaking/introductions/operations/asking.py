"""Asking a side, for the first time or anew: the letter, and the clock that begins when it leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import notifications, policy, queries
from matchmaking.introductions.lifecycle import Answer, IntroductionAction, next_status
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.decisions import forget_told, record, refuse_stale, take
from matchmaking.introductions.operations.ticking import wind
from matchmaking.introductions.timetable import weekends

NO_HOLD = timedelta()


def ask(side: IntroductionSide, *, now: datetime, hold: timedelta = NO_HOLD) -> None:
    """Queue the letter that asks; the side's clock begins with it."""
    begin_clock(side, now + hold)
    notifications.propose(side, now=now, hold=hold)


def ask_again(side: IntroductionSide, *, now: datetime) -> None:
    """The same letter where none reached this person or is on its way, and the answer is still missing."""
    if side.answer is Answer.PENDING and not notifications.was_written_to(side):
        ask(side, now=now, hold=max(side.introduction.held_until - now, NO_HOLD))
        wind(side.introduction, now=now)


def begin_clock(side: IntroductionSide, leaves_at: datetime) -> None:
    """Count from the moment a letter leaves, on the first working morning where that is the receiver's weekend."""
    side.asked_at = weekends().next_working(leaves_at, side.profile.country)
    side.reminders, side.reminded_at, side.call_since = 0, None, None


def resume(introduction: Introduction, *, shown_version: int, actor: User, now: datetime) -> None:
    """Open an introduction again that ended without an answer: its clocks begin anew, and answers count.

    Raises NotAllowed where a profile does not cross the border any more, StaleDecision and TransitionError where
    somebody decided before.
    """
    take(introduction)
    refuse_stale(introduction, side=None, shown_version=shown_version, now=now)
    if not policy.can_resume(actor, introduction):
        raise TransitionError(introduction.status, IntroductionAction.RESUME)
    if not queries.both_visible(introduction.ml_profile, introduction.dz_profile):
        raise NotAllowed(_("One of the two profiles is not visible across the border at the moment."))
    introduction.status = next_status(introduction.status, IntroductionAction.RESUME)
    introduction.closed_at = introduction.alerted_at = None
    forget_told(introduction)
    record("resumed", introduction, actor=actor, now=now)
    for side in introduction.sides:
        if side.answer is Answer.PENDING:
            side.closed_until = None
            begin_clock(side, now)
        if notifications.was_told(side):
            notifications.tell_resumed(side, now=now)
        else:
            ask_again(side, now=now)
    wind(introduction, now=now)
    db.session.flush()
