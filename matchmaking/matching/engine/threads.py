"""Independent pieces of work, done by as many threads as there are cores; what comes back does not depend on it.

For work that leaves the interpreter to others while it computes, as numpy does with large arrays.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_MOST = 4  # threads: each holds the matrices of a block


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[Result]:
    """The results of the pieces in their order; what a piece raises is raised where its result is asked for."""
    threads = min(cores(), _MOST, len(pieces))
    if threads < 2:
        yield from map(work, pieces)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, pieces)
