"""What the worker does for plans: computes them, introduces the pairs of published ones. Both may run twice."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from matchmaking import clock
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.plans import operations, planning, queries
from matchmaking.plans.lifecycle import PlanStatus
from matchmaking.plans.operations.drafting import COMPUTE, request_of
from matchmaking.plans.operations.publishing import INTRODUCE, PAUSE
from matchmaking.plans.writing import write

__all__ = ["COMPUTE", "INTRODUCE", "compute", "introduce"]


def compute(payload: Mapping[str, Any]) -> None:
    """Compute a draft from the suggestions of this moment."""
    try:
        plan = queries.get_plan(int(payload["plan_id"]))
    except NotFound:
        return
    if plan.status is not PlanStatus.DRAFT or plan.computed_at is not None:
        return
    plan_id, version, request = plan.id, plan.version, request_of(plan)
    material = planning.read(request.strength)
    db.session.commit()  # nothing is held while it computes
    result, problem = None, {}
    try:
        result = planning.choose(material, request)
    except planning.PlanError as error:
        problem = {"code": error.code, "names": list(error.names), "numbers": list(error.numbers)}
    for _batch in write(plan_id, version, result, problem=problem, now=clock.now()):
        db.session.commit()


def introduce(payload: Mapping[str, Any]) -> None:
    """Introduce the pairs of a published plan, a few at a time."""
    while operations.introduce_some(int(payload["plan_id"]), now=clock.now()):
        db.session.commit()
        time.sleep(PAUSE)
    db.session.commit()
