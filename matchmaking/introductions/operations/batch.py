"""An organizer approves several pairs of the queue at once, or takes the lot back. What fails fails alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, StaleDecision, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.operations import approval
from matchmaking.profiles.models import Profile

Made = TypeVar("Made")


@dataclass(frozen=True)
class ShownPair:
    """A pair as the page showed it, with the version of its review (0 where there was none)."""

    ml: Profile
    dz: Profile
    version: int


@dataclass
class Batch:
    """What became of each: the introductions that were made, the pairs that were refused."""

    made: list[Introduction] = field(default_factory=list)
    refused: list[ShownPair] = field(default_factory=list)


def approve_each(pairs: Sequence[ShownPair], *, actor: User, now: datetime) -> Batch:
    """Introduce every pair that can be; one that somebody decided since, or that may not cross, is left as it is."""
    batch = Batch()
    for shown in pairs:
        made = _alone(
            lambda shown=shown: approval.approve(  # type: ignore[misc]  # the default binds this turn's pair
                shown.ml, shown.dz, shown_version=shown.version, actor=actor, now=now
            )
        )
        if made is None:
            batch.refused.append(shown)
        else:
            batch.made.append(made)
    return batch


def undo_each(introductions: Sequence[tuple[Introduction, int]], *, actor: User, now: datetime) -> int:
    """Take back every introduction that still stands as it was shown (its version beside it); returns how many."""

    def taken_back(introduction: Introduction, version: int) -> bool:
        approval.undo(introduction, shown_version=version, actor=actor, now=now)
        return True

    return sum(
        _alone(lambda one=one, version=version: taken_back(one, version)) is not None  # type: ignore[misc]
        for one, version in introductions
    )


def _alone(decide: Callable[[], Made]) -> Made | None:
    """Do one in a savepoint of its own; None where it was refused."""
    try:
        with db.session.begin_nested():
            return decide()
    except (NotAllowed, StaleDecision, TransitionError):
        return None
