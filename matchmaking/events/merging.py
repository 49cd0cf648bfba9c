"""What becomes of attendances when two profiles become one: the organisation takes part once."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.events.models import Attendance
from matchmaking.extensions import db
from matchmaking.profiles.merging import Merge, MergeStep


def carry_out(merge: Merge) -> None:
    """Let the kept profile attend where the absorbed one did. Where both did, whoever still comes stands."""
    rows = sa.select(Attendance).where(Attendance.profile_id == merge.absorbed.id).order_by(Attendance.id)
    for row in db.session.scalars(rows).all():
        own = sa.select(Attendance).where(Attendance.event_id == row.event_id, Attendance.profile_id == merge.kept.id)
        standing = db.session.scalar(own)
        if standing is not None:
            weaker = standing if standing.cancelled_at and not row.cancelled_at else row
            db.session.delete(weaker)
            db.session.flush()
            if weaker is row:
                continue
        row.profile = merge.kept
        db.session.flush()


STEP = MergeStep(columns=frozenset({"event_attendances.profile_id"}), carry_out=carry_out)
