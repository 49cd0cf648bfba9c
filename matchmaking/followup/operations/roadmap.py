"""Objectives of the road map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.followup import policy
from matchmaking.followup.lifecycle import Horizon
from matchmaking.followup.models import Objective, Recommendation
from matchmaking.followup.operations.trail import record, refuse_stale


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What an objective says."""

    title: str
    text: str
    institution: str
    horizon: Horizon
    due_on: date
    recommendations: Sequence[Recommendation] = ()


def set_objective(aim: Aim, *, actor: User, now: datetime) -> Objective:
    """Put a line on the road map. Raises NotAllowed for who does not follow up."""
    _check(actor)
    made = Objective(created_by_id=actor.id, created_at=now)
    _write(made, aim, now)
    db.session.add(made)
    db.session.flush()
    record("objective.set", f"objective:{made.id}", actor=actor, now=now)
    return made


def revise_objective(objective: Objective, aim: Aim, *, shown_version: int, actor: User, now: datetime) -> None:
    """Change it; raises StaleDecision where somebody else has since."""
    _check(actor)
    refuse_stale(objective, subject=f"objective:{objective.id}", shown_version=shown_version, now=now)
    _write(objective, aim, now)
    record("objective.revised", f"objective:{objective.id}", actor=actor, now=now)


def set_objective_aside(objective: Objective, *, aside: bool, actor: User, now: datetime) -> None:
    """Take it off the road map, or back onto it; its actions stay in the plan."""
    _check(actor)
    if (objective.set_aside_at is not None) is aside:
        return
    objective.set_aside_at = now if aside else None
    objective.changed_at = now
    record(
        "objective.set_aside" if aside else "objective.taken_back", f"objective:{objective.id}", actor=actor, now=now
    )


def _check(actor: User) -> None:
    if not policy.can_follow_up(actor):
        raise NotAllowed


def _write(objective: Objective, aim: Aim, now: datetime) -> None:
    objective.title, objective.text, objective.institution = aim.title, aim.text, aim.institution
    objective.horizon, objective.due_on = aim.horizon, aim.due_on
    objective.recommendations = list(aim.recommendations)
    objective.changed_at = now
