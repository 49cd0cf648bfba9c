"""What becomes of meetings when two profiles become one: they go on with the kept profile."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.meetings.models import MeetingSide, ScheduleNotice
from matchmaking.profiles.merging import Merge, MergeStep


def carry_out(merge: Merge) -> None:
    """Let the kept profile sit where the absorbed one would have. The introductions, which keep one organisation
    from being introduced to itself, have merged before."""
    rows = sa.select(MeetingSide).where(MeetingSide.profile_id == merge.absorbed.id).order_by(MeetingSide.id)
    for side in db.session.scalars(rows).all():
        side.profile = merge.kept
    notices = sa.select(ScheduleNotice).where(ScheduleNotice.profile_id == merge.absorbed.id)
    told = set(
        db.session.scalars(sa.select(ScheduleNotice.schedule_id).where(ScheduleNotice.profile_id == merge.kept.id))
    )
    for notice in db.session.scalars(notices.order_by(ScheduleNotice.id)).all():
        if notice.schedule_id in told:
            db.session.delete(notice)
        else:
            notice.profile = merge.kept
    db.session.flush()


STEP = MergeStep(columns=frozenset({"meeting_sides.profile_id", "schedule_notices.profile_id"}), carry_out=carry_out)
