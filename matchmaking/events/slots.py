"""From the meeting sessions of a programme to the slots of its tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[datetime, datetime]


def cut(sessions: Iterable[Span], length: timedelta) -> list[Span]:
    """Every full slot of `length` that fits into the sessions, in the order of time.

    Slots stay inside their session and never overlap; what is left at a session's end is nobody's. Whatever lies
    between two sessions stays a break.
    """
    found: list[Span] = []
    for begins, ends in sorted(sessions):
        start = max(begins, found[-1][1]) if found else begins
        while start + length <= ends:
            found.append((start, start + length))
            start += length
    return found


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a moment; one that begins as the other ends does not."""
    return one[0] < other[1] and other[0] < one[1]
