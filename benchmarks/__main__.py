"""Times one fit and its suggestions, stage by stage: `python -m benchmarks SIZE [PROCESSES]`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.crowd import Crowd
from matchmaking.language.lexicon import product_lexicon
from matchmaking.matching.engine import Engine, Parameters, engine, index

STAGES = {
    "reading": ((engine, "said_by_all"),),
    "weighting": ((engine, "document_frequencies"), (engine, "encode")),
    "hub terms": ((index.Index, "put"),),
    "scoring and selecting": ((index.Index, "suggestions"),),
}


class Stopwatch:
    """Adds up the seconds spent in functions, by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        for stage, functions in STAGES.items():
            for module, name in functions:
                setattr(module, name, self._timed(stage, getattr(module, name)))

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **more: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*args, **more)
            finally:
                self.seconds[stage] += time.perf_counter() - began  # type: ignore[assignment]

        return timed


def main(size: int, processes: int | None) -> None:
    """Prints the seconds of each stage, of the whole, and of an update after it."""
    documents = Crowd().profiles(size)
    letters = sum(len(one.summary) + sum(len(o.title) + len(o.text) for o in one.opportunities) for one in documents)
    product_lexicon()
    watch = Stopwatch()
    began, worked = time.perf_counter(), time.process_time()
    fitted = Engine(Parameters(), processes=processes).fit(documents)
    found = len(fitted.suggestions())
    whole, worked = time.perf_counter() - began, time.process_time() - worked
    told = [(stage, watch.seconds[stage]) for stage in STAGES]
    began = time.perf_counter()
    fitted.update(replace(documents[0], summary=documents[-1].summary))
    fitted.suggestions()
    told += [("whole run", whole), ("its processor time here", worked), ("one update", time.perf_counter() - began)]
    print(f"2 × {size} profiles, {letters:,} characters, {found:,} suggestions")
    for name, seconds in told:
        print(f"{name:>24} {seconds:8.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else None)
