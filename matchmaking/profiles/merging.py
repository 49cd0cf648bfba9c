"""What each feature does when two profiles become one, in the transaction that makes them one.

A fact through the outbox would come too late: a decision or a membership must not hang on a profile that nobody finds
any more. So whoever has a foreign key to a profile registers a step in `create_app`; a test proves that every such key
is named by some step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from matchmaking.accounts.models import User
from matchmaking.profiles.models import Profile


@dataclass(frozen=True)
class Merge:
    """Two profiles of one organisation: one stays, the other goes into it."""

    kept: Profile
    absorbed: Profile
    actor: User
    now: datetime


def _nothing(_merge: Merge) -> Sequence[str]:
    return ()


@dataclass(frozen=True, kw_only=True)
class MergeStep:
    """One feature's part. `carry_out` moves or closes its rows and flushes; it never commits."""

    columns: frozenset[str]  # "table.column" of every foreign key to a profile that it takes care of
    carry_out: Callable[[Merge], None]
    obstacles: Callable[[Merge], Sequence[str]] = _nothing  # sentences; any of them keeps the merge from being done
    foretell: Callable[[Merge], Sequence[str]] = _nothing  # sentences: what will happen to its rows
    disposable: frozenset[str] = frozenset()  # tables whose rows are computed anew and need not be kept


def register_step(app: Flask, step: MergeStep) -> None:
    """Have a step done at every merge, after those registered before."""
    app.extensions.setdefault("merge_steps", []).append(step)


def merge_steps(app: Flask | None = None) -> Sequence[MergeStep]:
    """All steps, from the ground up."""
    steps: Sequence[MergeStep] = (app or current_app).extensions.get("merge_steps", ())
    return steps
