"""Real processes of the product, started by a test and ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from matchmaking.config import Settings

ROOT = Path(__file__).resolve().parents[2]


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """What makes a process work on the test's own database, and on nothing of the machine's."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return kept | {
        "DATABASE_URL": settings.database_url,
        "INSTANCE": str(settings.instance),
        "SECRET_KEY": settings.secret_key,
        "MAIL_FROM": settings.mail_from,
        "PUBLIC_URL": settings.public_url,
        **more,
    }


@contextmanager
def flask(command: str, environ: dict[str, str], *, app: str = "wsgi") -> Iterator[subprocess.Popen[bytes]]:
    """`flask --app APP COMMAND`, killed at the end where it still runs."""
    process = subprocess.Popen([sys.executable, "-m", "flask", "--app", app, *command.split()], cwd=ROOT, env=environ)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(condition: Callable[[], bool], what: str, *, within: float = 120.0) -> None:
    """Wait for something another process does; fails with `what` after `within` seconds."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"still waiting: {what}"
        time.sleep(0.05)
