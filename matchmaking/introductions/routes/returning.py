"""Where an error page leads back to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matchmaking.errors import StaleDecision, TransitionError


@contextmanager
def returning_to(url: str) -> Iterator[None]:
    """A decision refused inside gets a page that leads to the present state."""
    try:
        yield
    except StaleDecision as error:
        error.back_url = url
        raise
    except TransitionError as error:
        raise StaleDecision("", url) from error
