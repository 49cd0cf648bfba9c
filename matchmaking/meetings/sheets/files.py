"""Where the print packs lie: beside the database, readable by the product alone, gone a week after the event."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from matchmaking import config

PDF, HTML = "pack.pdf", "pack.html"
KEEP = timedelta(days=7)  # after the event


def path_of(pack_id: int, name: str) -> Path:
    """One file of a pack, there or not."""
    return config.current().instance / "packs" / str(pack_id) / name


def write(pack_id: int, name: str, content: bytes) -> None:
    """Put a file in place whole: nobody downloads half of one."""
    path = path_of(pack_id, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.touch(mode=0o600)
    half.write_bytes(content)
    half.replace(path)


def forget(pack_id: int) -> None:
    """Delete a pack's files, where they are."""
    shutil.rmtree(path_of(pack_id, PDF).parent, ignore_errors=True)
