"""What happens when in the simulated year: happenings in the order of time, each of which may bring others. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

Happening = Callable[[datetime], None]


class Agenda:
    """Happenings to come. Of two at one moment the one that was written down first comes first."""

    def __init__(self) -> None:
        self._coming: list[tuple[datetime, int, Happening]] = []
        self._numbers = count()

    def add(self, at: datetime, happening: Happening) -> None:
        """Let it happen then."""
        heapq.heappush(self._coming, (at, next(self._numbers), happening))

    def until(self, end: datetime) -> Iterator[tuple[datetime, Happening]]:
        """Everything up to `end` in the order of time, with what is added on the way."""
        while self._coming and self._coming[0][0] <= end:
            at, _number, happening = heapq.heappop(self._coming)
            yield at, happening
