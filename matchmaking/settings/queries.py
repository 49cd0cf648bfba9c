"""Reading the switches."""

from __future__ import annotations

from matchmaking.extensions import db
from matchmaking.settings.models import DEFAULTS, PlatformSettings


def current() -> PlatformSettings:
    """The switches as they stand; before anybody touched them, the defaults (not stored)."""
    return db.session.get(PlatformSettings, 1) or PlatformSettings(id=1, version=0, **DEFAULTS)
