"""The lexicon of a run, as its row keeps it: the version, and the changes that lay over the shipped file.

Until the next run, pages explain by the words that the scores were computed with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from matchmaking.language.lexicon import Lexicon
from matchmaking.language.overlay import Change, effective


def as_json(version: str, changes: Iterable[Change]) -> dict[str, Any]:
    """What a run's row keeps."""
    return {"version": version, "changes": [asdict(change) for change in changes]}


def changes_of(stored: Mapping[str, Any] | None) -> tuple[Change, ...]:
    """The changes a run was computed with; none for a run older than the changes."""
    return tuple(Change(**change) for change in (stored or {}).get("changes", ()))


def lexicon_of(stored: Mapping[str, Any] | None) -> Lexicon:
    """The lexicon a run was computed with."""
    return effective(changes_of(stored)).lexicon
