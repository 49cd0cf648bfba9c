"""What the worker does for suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.matching.running import REFRESH, run_matching

__all__ = ["FACTS_THAT_MATTER", "REFRESH", "refresh"]

FACTS_THAT_MATTER = ("profile.changed", "profile.withdrawn", "consent.given", "consent.withdrawn")


def refresh(_payload: Mapping[str, Any]) -> None:
    """Renew all suggestions. Doing it twice gives the same rows."""
    for _step in run_matching(now=clock.now()):
        db.session.commit()
