"""Reading the switches."""

from __future__ import annotations

from matchmaking.extensions import db
from matchmaking.settings.models import PlatformSettings


def current() -> PlatformSettings:
    """The switches as they stand; before anybody touched them, the defaults (not stored)."""
    return db.session.get(PlatformSettings, 1) or PlatformSettings(
        id=1,
        suggestions_open=False,
        review_edits=False,
        hold_minutes=10,
        not_now_days=90,
        pending_requests=5,
        version=0,
    )
