"""The time of the product: always aware, always UTC. Tests move it by moving the process's clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)
