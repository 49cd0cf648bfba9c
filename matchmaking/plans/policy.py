"""Who may plan, publish and undo; which ended introduction asks for a replacement. Pure, from rows already loaded."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.introductions.lifecycle import FRUITLESS, CancelReason, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.plans.lifecycle import PlanAction, allows
from matchmaking.plans.models import Plan


def can_plan(user: User) -> bool:
    """Whether the person makes plans."""
    return is_organizer(user)


def can_revise(user: User, plan: Plan) -> bool:
    """Whether wishes and limits may still change."""
    return can_plan(user) and allows(plan.status, PlanAction.REVISE)


def can_publish(user: User, plan: Plan) -> bool:
    """Whether its pairs may be introduced: it is computed, and its wishes did not contradict each other."""
    ready = plan.computed_at is not None and not plan.problem
    return can_plan(user) and ready and allows(plan.status, PlanAction.PUBLISH)


def can_undo(user: User, plan: Plan, *, held_until: datetime | None, now: datetime) -> bool:
    """Whether it may be taken back: until the hold of its last letter is over (None: none is introduced yet)."""
    held = held_until is None or now < held_until
    return can_plan(user) and held and allows(plan.status, PlanAction.UNDO)


def asks_for_replacement(introduction: Introduction) -> bool:
    """Whether it came to nothing: a no, a profile that went, or an end without answer after the letters had left."""
    if introduction.status in FRUITLESS:
        return True
    if introduction.status is not IntroductionStatus.CANCELLED or introduction.cancelled_at is None:
        return False
    out = introduction.cancelled_at >= introduction.held_until
    return out or introduction.cancel_reason is CancelReason.PROFILE_WITHDRAWN
