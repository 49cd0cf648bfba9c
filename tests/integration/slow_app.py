"""The product with one more job, which a test can stop half-way: `flask --app tests.integration.slow_app worker`."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matchmaking import create_app
from matchmaking.outbox.registry import registry


def work_slowly(payload: Mapping[str, Any]) -> None:
    """Say that the work began, go on once allowed to, say that it is done."""
    folder = Path(payload["folder"])
    with (folder / "begun").open("a") as file:
        file.write("begun\n")
    while not (folder / "go").exists():
        time.sleep(0.02)
    with (folder / "done").open("a") as file:
        file.write("done\n")


app = create_app()
registry(app).handle("test.slow", work_slowly)
