"""Where a refused decision leads back to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matchmaking.errors import StaleDecision


@contextmanager
def returning_to(url: str) -> Iterator[None]:
    """A decision refused inside, because somebody else decided meanwhile, gets a page that leads here."""
    try:
        yield
    except StaleDecision as error:
        error.back_url = url
        raise
