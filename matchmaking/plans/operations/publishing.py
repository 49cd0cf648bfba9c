"""A plan goes out as one step, and comes back as one step while its letters are held."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.database import lock
from matchmaking.errors import TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions import policy as introducing
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus, Origin
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.operations.approval import is_undone_silently
from matchmaking.introductions.operations.decisions import take as take_introduction
from matchmaking.introductions.queries import both_visible, find_live
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.queries import find_review
from matchmaking.outbox.operations import enqueue
from matchmaking.plans import policy, queries
from matchmaking.plans.lifecycle import PairState, PlanAction, PlanStatus, next_status
from matchmaking.plans.models import Plan, PlannedPair
from matchmaking.plans.operations.decisions import record, take

INTRODUCE = "plans.introduce"
BATCH = 5  # letters are worded while the database is held: half a second at most
PAUSE = 0.1  # seconds between two batches; somebody who waits to write looks again that often


def publish(plan: Plan, *, shown_version: int, actor: User, now: datetime) -> None:
    """Decide that all its pairs are introduced; the worker writes the introductions and their held letters.

    Raises StaleDecision, and TransitionError for a plan that is not computed or not a draft.
    """
    take(plan, shown_version=shown_version, actor=actor, now=now)
    if not policy.can_publish(actor, plan):
        raise TransitionError(plan.status, PlanAction.PUBLISH)
    plan.status = next_status(plan.status, PlanAction.PUBLISH)
    plan.published_at, plan.published_by = now, actor
    record("published", plan, actor=actor, now=now, pairs=queries.count_states(plan).get(PairState.PLANNED, 0))
    db.session.flush()
    enqueue(INTRODUCE, {"plan_id": plan.id}, now=now, unique_key=f"{INTRODUCE}:{plan.id}")


def introduce_some(plan_id: int, *, now: datetime) -> int:
    """Introduce the next few pairs of a published plan; returns how many were looked at. Running it again goes on
    where it stopped."""
    plan = queries.get_plan(plan_id)
    lock(plan)
    actor = plan.published_by
    if plan.status is not PlanStatus.PUBLISHED or actor is None or not is_organizer(actor):
        return 0
    waiting = queries.list_waiting_pairs(plan, limit=BATCH)
    for pair in waiting:
        _introduce(pair, actor=actor, now=now)
    db.session.flush()
    return len(waiting)


def undo(plan: Plan, *, shown_version: int, actor: User, now: datetime) -> Counter[PairState]:
    """Take every introduction back of which nobody outside can know, and open its pair again; the others stand.

    Returns how many of its introductions are in which state now. Raises StaleDecision, and TransitionError once the
    hold time is over.
    """
    take(plan, shown_version=shown_version, actor=actor, now=now)
    if not policy.can_undo(actor, plan, held_until=queries.held_until(plan), now=now):
        raise TransitionError(plan.status, PlanAction.UNDO)
    plan.status, plan.undone_at = next_status(plan.status, PlanAction.UNDO), now
    states: Counter[PairState] = Counter()
    for pair in queries.list_introduced(plan):
        assert pair.introduction is not None
        pair.state = _take_back(pair.introduction, actor=actor, now=now)
        states[pair.state] += 1
    record("undone", plan, actor=actor, now=now, **{state.value: count for state, count in sorted(states.items())})
    db.session.flush()
    return states


def _introduce(pair: PlannedPair, *, actor: User, now: datetime) -> None:
    ml, dz = pair.ml_profile, pair.dz_profile
    review = find_review(ml, dz)
    if not both_visible(ml, dz):
        pair.state = PairState.HIDDEN
    elif introducing.share_contact_person(ml, dz):
        pair.state = PairState.SAME_CONTACT
    elif find_live(ml, dz) or (review is not None and review.status is not PairStatus.OPEN):
        pair.state = PairState.DECIDED
    else:
        version = review.version if review else 0
        pair.introduction = introductions.approve(
            ml, dz, shown_version=version, actor=actor, now=now, origin=Origin.PLAN
        )
        pair.state = PairState.INTRODUCED


def _take_back(introduction: Introduction, *, actor: User, now: datetime) -> PairState:
    take_introduction(introduction)
    if introduction.status is IntroductionStatus.CANCELLED:
        return PairState.ENDED
    if any(side.answer is not Answer.PENDING for side in introduction.sides):
        return PairState.ANSWERED
    if not is_undone_silently(introduction, now):
        return PairState.LEFT
    introductions.undo(introduction, shown_version=introduction.version, actor=actor, now=now)
    return PairState.TAKEN_BACK
