"""Limits, wished and unwished pairs of a plan that is still a draft; every change has it computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, TransitionError
from matchmaking.extensions import db
from matchmaking.matching.engine import Strength
from matchmaking.outbox.operations import enqueue
from matchmaking.plans import policy
from matchmaking.plans.capacity import Session
from matchmaking.plans.lifecycle import PlanAction, PlanStatus
from matchmaking.plans.models import Plan, PlanException, PlanWish
from matchmaking.plans.operations.decisions import record, take
from matchmaking.plans.planning import Limits, Request
from matchmaking.profiles.models import Profile

COMPUTE = "plans.compute"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What holds for everybody in a plan."""

    limits: Limits
    strength: Strength | None
    sessions: Sequence[Session]

    def columns(self) -> dict[str, Any]:
        """As the plan's row keeps them."""
        return {
            "minimum": self.limits.minimum,
            "maximum": self.limits.maximum,
            "strength": self.strength.value if self.strength else None,
            "sessions": [str(session) for session in self.sessions],
        }


def make_plan(settings: Settings, *, actor: User, now: datetime) -> Plan:
    """Begin a plan; the worker computes it. Raises NotAllowed."""
    if not policy.can_plan(actor):
        raise NotAllowed("plan")
    plan = Plan(status=PlanStatus.DRAFT, created_by=actor, created_at=now, asked_at=now, problem={})
    _set(plan, settings)
    db.session.add(plan)
    db.session.flush()
    record("made", plan, actor=actor, now=now, **settings.columns())
    _ask(plan, now=now)
    return plan


def copy_plan(plan: Plan, *, actor: User, now: datetime) -> Plan:
    """Begin a plan with the limits and wishes of another one."""
    made = make_plan(settings_of(plan), actor=actor, now=now)
    made.wishes = [
        PlanWish(ml_profile_id=wish.ml_profile_id, dz_profile_id=wish.dz_profile_id, is_forced=wish.is_forced)
        for wish in plan.wishes
    ]
    made.exceptions = [
        PlanException(profile_id=one.profile_id, minimum=one.minimum, maximum=one.maximum) for one in plan.exceptions
    ]
    db.session.flush()
    return made


def revise(plan: Plan, settings: Settings, *, shown_version: int, actor: User, now: datetime) -> None:
    """Change what holds for everybody. Raises StaleDecision, and TransitionError once it is published."""
    _open(plan, shown_version=shown_version, actor=actor, now=now)
    _set(plan, settings)
    record("revised", plan, actor=actor, now=now, **settings.columns())
    _ask(plan, now=now)


def wish(
    plan: Plan, ml: Profile, dz: Profile, *, is_forced: bool | None, shown_version: int, actor: User, now: datetime
) -> None:
    """Force a pair or forbid it; None takes the wish back. Raises as `revise` does."""
    _open(plan, shown_version=shown_version, actor=actor, now=now)
    found = next((one for one in plan.wishes if (one.ml_profile_id, one.dz_profile_id) == (ml.id, dz.id)), None)
    if found is not None and is_forced is None:
        plan.wishes.remove(found)
    elif found is not None and is_forced is not None:
        found.is_forced = is_forced
    elif is_forced is not None:
        plan.wishes.append(PlanWish(ml_profile=ml, dz_profile=dz, is_forced=is_forced))
    record("wished", plan, actor=actor, now=now, ml=ml.key, dz=dz.key, forced=is_forced)
    _ask(plan, now=now)


def except_profile(
    plan: Plan, profile: Profile, limits: Limits | None, *, shown_version: int, actor: User, now: datetime
) -> None:
    """Give one profile limits of its own; None takes them back. Raises as `revise` does."""
    _open(plan, shown_version=shown_version, actor=actor, now=now)
    found = next((one for one in plan.exceptions if one.profile_id == profile.id), None)
    if limits is None:
        if found is not None:
            plan.exceptions.remove(found)
    elif found is not None:
        found.minimum, found.maximum = limits.minimum, limits.maximum
    else:
        plan.exceptions.append(PlanException(profile=profile, minimum=limits.minimum, maximum=limits.maximum))
    told = {"minimum": limits.minimum, "maximum": limits.maximum} if limits else {}
    record("excepted", plan, actor=actor, now=now, profile=profile.key, **told)
    _ask(plan, now=now)


def settings_of(plan: Plan) -> Settings:
    """What holds for everybody, as it was set."""
    return Settings(
        limits=Limits(plan.minimum, plan.maximum),
        strength=Strength(plan.strength) if plan.strength else None,
        sessions=[Session.parse(text) for text in plan.sessions],
    )


def request_of(plan: Plan) -> Request:
    """All that is asked of a plan, as the engine takes it."""
    settings = settings_of(plan)
    pairs = {
        forced: [(one.ml_profile.key, one.dz_profile.key) for one in plan.wishes if one.is_forced is forced]
        for forced in (True, False)
    }
    return Request(
        limits=settings.limits,
        sessions=settings.sessions,
        strength=settings.strength,
        exceptions={one.profile.key: Limits(one.minimum, one.maximum) for one in plan.exceptions},
        forced=pairs[True],
        forbidden=pairs[False],
    )


def _open(plan: Plan, *, shown_version: int, actor: User, now: datetime) -> None:
    take(plan, shown_version=shown_version, actor=actor, now=now)
    if not policy.can_revise(actor, plan):
        raise TransitionError(plan.status, PlanAction.REVISE)


def _set(plan: Plan, settings: Settings) -> None:
    for name, value in settings.columns().items():
        setattr(plan, name, value)


def _ask(plan: Plan, *, now: datetime) -> None:
    """Have the worker compute it; whatever it computes for an older version is thrown away."""
    plan.asked_at, plan.computed_at, plan.total, plan.problem = now, None, None, {}
    flag_modified(plan, "asked_at")  # the version grows also where only a wish changed
    db.session.flush()
    enqueue(COMPUTE, {"plan_id": plan.id}, now=now, unique_key=f"{COMPUTE}:{plan.id}")
