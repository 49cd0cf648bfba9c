"""Asking both sides what came of it, once in each of two rounds, and never on a day of rest of who is asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.extensions import db
from matchmaking.followup import notifications, queries
from matchmaking.followup.lifecycle import OutcomeKind, Speaker
from matchmaking.followup.models import OutcomeQuestion
from matchmaking.followup.queries import Followed
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.queries import contacts_open, subject_ref
from matchmaking.introductions.timetable import weekends
from matchmaking.settings import queries as switches


def ask_due(*, now: datetime) -> int:
    """Ask every side whose time has come; returns how many. Running it again asks nobody twice."""
    settings = switches.current()
    delays = (timedelta(days=settings.outcome_first_days), timedelta(days=settings.outcome_second_days))
    asked, fully = 0, queries.fully_asked()
    for followed in queries.list_followed():
        opened_at = followed.introduction.contacts_opened_at
        assert opened_at is not None
        due = sum(opened_at + delay <= now for delay in delays)  # the number of the round, 0 before the first
        if due and (followed.introduction.id, due) not in fully and contacts_open(followed.introduction):
            asked += _ask(followed, due, now=now)
    return asked


def _ask(followed: Followed, due: int, *, now: datetime) -> int:
    """Ask the sides that have not been asked in this round; a first round that was missed is not made up for."""
    lock(followed.introduction)
    rounds = {(one.speaker, one.round) for one in queries.list_questions(followed.introduction)}
    waiting = [side for side in followed.introduction.sides if _is_to_ask(followed, side, due, rounds, now)]
    for side in waiting:
        question = OutcomeQuestion(
            introduction=followed.introduction,
            speaker=Speaker(side.profile.country),
            round=due,
            by_letter=notifications.ask_outcome(side, due, now=now),
            asked_at=now,
        )
        db.session.add(question)
        audit.record(
            "introduction.outcome_asked",
            subject_ref(followed.introduction),
            actor_id=None,
            now=now,
            side=side.profile.country.value,
            round=due,
        )
    db.session.flush()
    return len(waiting)


def _is_to_ask(
    followed: Followed, side: IntroductionSide, due: int, rounds: Collection[tuple[Speaker, int]], now: datetime
) -> bool:
    """Not yet asked, not resting, and not of those who have said that nothing will come of it."""
    speaker = Speaker(side.profile.country)
    if (speaker, due) in rounds or weekends().rests(now, side.profile.country):
        return False
    return speaker not in followed.standings.outcomes[OutcomeKind.NO_FOLLOW_UP].speakers
