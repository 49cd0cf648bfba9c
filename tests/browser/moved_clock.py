"""Start a process of the product under a clock that a test moves: `python -m tests.browser.moved_clock FILE MODULE …`.

The file says by how many seconds the product's own clock is ahead of the machine's, and is read anew at every look:
moving the clock is writing the file. The product knows nothing of it.
"""

from __future__ import annotations

import runpy
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from matchmaking import clock


@dataclass(frozen=True)
class MovedClock:
    """The clock of the running processes, as the file has it."""

    file: Path

    def now(self) -> datetime:
        """The moment that the product lives in."""
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text(encoding="ascii")))

    def stand_at(self, moment: datetime) -> None:
        """Move it there; it goes on from there by itself. No process ever reads half a number."""
        new = self.file.with_suffix(".new")
        new.write_text(str((moment - datetime.now(UTC)).total_seconds()), encoding="ascii")
        new.replace(self.file)

    def later(self, delta: timedelta) -> None:
        """Move it on."""
        self.stand_at(self.now() + delta)


if __name__ == "__main__":
    file, module, *arguments = sys.argv[1:]
    clock.now = MovedClock(Path(file)).now
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
