"""What the invented past leaves in tables that hang on nobody: the trail, plans, runs, letters. Numbers are given anew
to real things once the invented ones are gone, so nothing may stay under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from matchmaking.audit.models import AuditEvent
from matchmaking.events.models import Attendance, Event, Guest
from matchmaking.extensions import db
from matchmaking.followup.models import Action, CommitteeMeeting, Objective, Recommendation
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.matching.models import MatchRun, PairReview
from matchmaking.outbox.models import Message
from matchmaking.plans.models import Plan
from matchmaking.profiles.models import ImportBatch, Profile

BATCH = 500


def forget(profile_ids: Sequence[int], user_ids: Sequence[int]) -> None:
    """Remove the traces of these organisations and people; call it while their rows still stand."""
    subjects = list(_subjects(profile_ids, user_ids))
    for first in range(0, len(subjects), BATCH):
        batch = subjects[first : first + BATCH]
        db.session.execute(sa.delete(AuditEvent).where(AuditEvent.subject.in_(batch)))
    db.session.execute(sa.delete(AuditEvent).where(AuditEvent.actor_id.in_(user_ids)))
    db.session.execute(sa.delete(Message).where(_is_theirs(user_ids)))
    db.session.execute(sa.delete(ImportBatch).where(ImportBatch.declared_by_id.in_(user_ids)))
    db.session.execute(sa.delete(Plan).where(Plan.created_by_id.in_(user_ids)))


def forget_runs() -> None:
    """Remove the figures of runs where nobody is left whom they could be about."""
    if db.session.scalar(sa.select(Profile.id).limit(1)) is None:
        db.session.execute(sa.delete(MatchRun))


def _subjects(profile_ids: Sequence[int], user_ids: Sequence[int]) -> Iterator[str]:
    """How the trail names everything that goes."""
    yield from (f"profile:{number}" for number in profile_ids)
    yield from (f"user:{number}" for number in user_ids)
    introductions = _ids(Introduction, Introduction.ml_profile_id.in_(profile_ids))
    for name in ("introduction", "notebook"):
        yield from (f"{name}:{number}" for number in introductions)
    pairs = sa.select(PairReview.ml_profile_id, PairReview.dz_profile_id)
    for row in db.session.execute(pairs.where(PairReview.ml_profile_id.in_(profile_ids))):
        yield f"pair:{row[0]}:{row[1]}"
    for name in ("event", "schedule"):
        yield from (f"{name}:{number}" for number in _ids(Event, Event.fictional.is_(True)))
    for name, table, condition in (
        ("request", IntroductionRequest, IntroductionRequest.profile_id.in_(profile_ids)),
        ("attendance", Attendance, Attendance.profile_id.in_(profile_ids)),
        ("guest", Guest, Guest.event.has(Event.fictional)),
        ("message", Message, _is_theirs(user_ids)),
        ("plan", Plan, Plan.created_by_id.in_(user_ids)),
        ("action", Action, Action.created_by_id.in_(user_ids)),
        ("objective", Objective, Objective.created_by_id.in_(user_ids)),
        ("recommendation", Recommendation, Recommendation.created_by_id.in_(user_ids)),
        ("committee_meeting", CommitteeMeeting, CommitteeMeeting.created_by_id.in_(user_ids)),
    ):
        yield from (f"{name}:{number}" for number in _ids(table, condition))


def _is_theirs(user_ids: Sequence[int]) -> sa.ColumnElement[bool]:
    """Letters to these people, and to the owners of their actions, who have no account."""
    actions = _ids(Action, Action.created_by_id.in_(user_ids))
    return sa.or_(
        Message.receiver_id.in_(user_ids), Message.subject_ref.in_([f"action:{number}" for number in actions])
    )


def _ids(table: type[Any], condition: sa.ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(sa.select(table.id).where(condition).order_by(table.id)))
