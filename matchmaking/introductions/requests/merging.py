"""What becomes of requests when two profiles become one: they name the kept profile; of two that then say the same,
the older stands."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.operations.settling import close
from matchmaking.profiles.merging import Merge, MergeStep

COLUMNS = ("profile_id", "other_profile_id")


def carry_out(merge: Merge) -> None:
    """Let every request of the absorbed profile, and every one about it, be the kept one's."""
    for own, other in (COLUMNS, COLUMNS[::-1]):
        column = getattr(IntroductionRequest, own)
        rows = sa.select(IntroductionRequest).where(column == merge.absorbed.id).order_by(IntroductionRequest.id)
        for request in db.session.scalars(rows).all():
            rival = db.session.scalar(
                sa.select(IntroductionRequest).where(
                    column == merge.kept.id,
                    getattr(IntroductionRequest, other) == getattr(request, other),
                    IntroductionRequest.status == RequestStatus.PENDING,
                )
            )
            if rival is not None and request.status is RequestStatus.PENDING:
                close(max(rival, request, key=lambda one: (one.asked_at, one.id)), actor=merge.actor, now=merge.now)
                db.session.flush()
            setattr(request, own, merge.kept.id)
            db.session.flush()
            db.session.expire(request)


STEP = MergeStep(
    columns=frozenset(f"{IntroductionRequest.__tablename__}.{column}" for column in COLUMNS), carry_out=carry_out
)
