"""What a simulated year amounts to, counted: the same seed gives the same lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.followup.models import Action, CommitteeMeeting, Objective, OutcomeStatement, Recommendation
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.matching.models import PairReview, Reaction, Suggestion
from matchmaking.meetings.models import Meeting, Schedule
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Profile

Column = sa.orm.InstrumentedAttribute[Any]
BY_STATE: tuple[tuple[str, Column], ...] = (
    ("organisations", Profile.status),
    ("reviews", PairReview.status),
    ("requests", IntroductionRequest.status),
    ("introductions", Introduction.status),
    ("  by origin", Introduction.origin),
    ("answers", IntroductionSide.answer),
    ("meetings", Meeting.status),
    ("outcomes", OutcomeStatement.kind),
    ("actions", Action.status),
    ("letters", Message.status),
)
COUNTED: tuple[tuple[str, type[Any]], ...] = (
    ("suggestions", Suggestion),
    ("reactions", Reaction),
    ("recommendations", Recommendation),
    ("objectives", Objective),
    ("committee meetings", CommitteeMeeting),
)


def lines() -> Iterator[str]:
    """One line for each kind of thing: how many, and in which states."""
    for name, column in BY_STATE:
        rows = db.session.execute(sa.select(column, sa.func.count().label("number")).group_by(column)).all()
        states = sorted((str(row[0]), row[1]) for row in rows)
        told = ", ".join(f"{number} {state}" for state, number in states)
        yield f"{name:<20}{sum(number for _state, number in states):>6}   {told}"
    for name, table in COUNTED:
        yield f"{name:<20}{_count(table):>6}"
    versions = db.session.scalar(sa.select(sa.func.count(Schedule.number)))
    yield f"{'schedule versions':<20}{versions:>6}"


def _count(table: type[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
