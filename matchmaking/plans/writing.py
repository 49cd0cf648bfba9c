"""A computed plan into rows, in batches: yields wherever its caller should commit, so that the web is never kept
waiting. It stops where the plan has been asked for anew meanwhile, and may be begun again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from matchmaking.database import Base
from matchmaking.extensions import db
from matchmaking.matching.running import BATCH, PAUSE
from matchmaking.plans.models import Plan, PlanAlternate, PlannedPair, PlanShare
from matchmaking.plans.planning import Plan as Result
from matchmaking.plans.queries import ids_of

OUTCOMES: tuple[type[Base], ...] = (PlannedPair, PlanAlternate, PlanShare)


def write(
    plan_id: int, version: int, result: Result | None, *, problem: Mapping[str, Any], now: datetime
) -> Iterator[None]:
    """Put the result in the place of what was computed before; without one, say the problem."""
    if _is_overtaken(plan_id, version):
        return
    for table in OUTCOMES:
        db.session.execute(sa.delete(table).where(table.plan_id == plan_id))  # type: ignore[attr-defined]
    yield
    for table, rows in _rows(plan_id, result) if result else ():
        for first in range(0, len(rows), BATCH):
            if _is_overtaken(plan_id, version):
                return
            db.session.execute(sa.insert(table), rows[first : first + BATCH])
            yield
            time.sleep(PAUSE)
    if not _is_overtaken(plan_id, version):
        plan = db.session.get_one(Plan, plan_id)
        plan.computed_at, plan.problem, plan.total = now, dict(problem), result.total if result else None
        db.session.flush()
        yield


def _is_overtaken(plan_id: int, version: int) -> bool:
    """Whether somebody asked for another computation since; the row is locked until the caller commits."""
    return db.session.scalar(sa.select(Plan.version).where(Plan.id == plan_id).with_for_update()) != version


def _rows(plan_id: int, result: Result) -> list[tuple[type[Base], list[dict[str, Any]]]]:
    ids = ids_of([share.key for share in result.shares])
    pairs = [
        {"ml_profile_id": ids[one.left_key], "dz_profile_id": ids[one.right_key], "score": one.score}
        for one in result.pairs
        if one.left_key in ids and one.right_key in ids
    ]
    alternates = [
        {"profile_id": ids[key], "other_profile_id": ids[other], "position": position, "score": one.score}
        for key, found in result.alternates.items()
        for position, one in enumerate(found, start=1)
        for other in (one.right_key if one.left_key == key else one.left_key,)
        if key in ids and other in ids
    ]
    shares = [
        {
            "profile_id": ids[share.key],
            "minimum": share.limits.minimum,
            "taken": share.taken,
            "planned": share.planned,
            "candidates": share.candidates,
            "full": share.full,
            "free": share.free,
        }
        for share in result.shares
        if share.key in ids
    ]
    found: tuple[tuple[type[Base], list[dict[str, Any]]], ...]
    found = ((PlannedPair, pairs), (PlanAlternate, alternates), (PlanShare, shares))
    return [(table, [{"plan_id": plan_id, **row} for row in rows]) for table, rows in found]
