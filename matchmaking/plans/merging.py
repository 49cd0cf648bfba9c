"""What becomes of plans when two profiles become one: they name the kept profile wherever they named the other."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.database import Base
from matchmaking.extensions import db
from matchmaking.plans.models import PlanAlternate, PlanException, PlannedPair, PlanShare, PlanWish
from matchmaking.profiles.merging import Merge, MergeStep

# Each column that names a profile, with those that together with it make a row the only one of its kind.
ONLY = (
    (PlanWish, "ml_profile_id", ("plan_id", "dz_profile_id")),
    (PlanWish, "dz_profile_id", ("plan_id", "ml_profile_id")),
    (PlanException, "profile_id", ("plan_id",)),
    (PlanShare, "profile_id", ("plan_id",)),
    (PlannedPair, "ml_profile_id", ("plan_id", "dz_profile_id")),
    (PlannedPair, "dz_profile_id", ("plan_id", "ml_profile_id")),
    (PlanAlternate, "profile_id", ("plan_id", "position")),
    (PlanAlternate, "other_profile_id", ("plan_id", "profile_id")),
)


def carry_out(merge: Merge) -> None:
    """Let every row of a plan name the kept profile; where it names both, the row that leads to more stands."""
    for model, column, others in ONLY:
        rows = sa.select(model).where(getattr(model, column) == merge.absorbed.id).order_by(model.id)
        for row in db.session.scalars(rows).all():
            same = [getattr(model, other) == getattr(row, other) for other in others]
            standing = db.session.scalar(sa.select(model).where(getattr(model, column) == merge.kept.id, *same))
            if standing is not None:
                weaker = standing if _leads_on(row) and not _leads_on(standing) else row
                db.session.delete(weaker)
                db.session.flush()
                if weaker is row:
                    continue
            setattr(row, column, merge.kept.id)
            db.session.flush()


def _leads_on(row: Base) -> bool:
    """Whether an introduction hangs on the row."""
    return isinstance(row, PlannedPair) and row.introduction_id is not None


STEP = MergeStep(
    columns=frozenset(f"{model.__tablename__}.{column}" for model, column, _ in ONLY),
    carry_out=carry_out,
)
