"""What waiting is: the one definition, for the solver that avoids it and for the pages that show it. Pure.

Somebody waits in a slot in which they could meet somebody, between the first and the last meeting of their day, and
have no meeting. A break of the programme is no slot, and so no waiting; a hole in it is. `figures.course_of` says which
is which.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

# Slots by id in the order of time, a tuple for each day. A hole stands in it as slots below zero that nobody can have.
Course: TypeAlias = tuple[tuple[int, ...], ...]


def waits(course: Course, taken: Collection[int], busy: Collection[int]) -> int:
    """How many slots somebody waits who meets people in `taken` and cannot in `busy`."""
    total = 0
    for day in course:
        met = [number for number, slot in enumerate(day) if slot in taken]
        between = day[met[0] : met[-1]] if met else ()
        total += sum(slot not in taken and slot not in busy for slot in between)
    return total
