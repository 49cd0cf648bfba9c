"""What the worker does for proposals: computes one and keeps it. Doing it twice keeps two that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaking import clock
from matchmaking.acceptance import learning, operations, queries
from matchmaking.acceptance.operations import PROPOSE
from matchmaking.extensions import db

__all__ = ["PROPOSE", "propose"]


def propose(_payload: Mapping[str, Any]) -> None:
    """Read, let go of the database, compute, keep."""
    decisions, present = queries.list_decisions(), queries.present_weights()
    db.session.commit()
    operations.keep_proposal(learning.propose(decisions, present), now=clock.now())
    db.session.commit()
