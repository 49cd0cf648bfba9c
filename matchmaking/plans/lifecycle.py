"""The states of a plan and of its pairs, and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class PlanStatus(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"  # wishes may change, nobody outside knows of it
    PUBLISHED = "published"  # its pairs are introduced
    UNDONE = "undone"  # taken back; whatever had left already stands


class PlanAction(StrEnum):
    """What organizers do to a plan."""

    REVISE = "revise"
    PUBLISH = "publish"
    UNDO = "undo"


class PairState(StrEnum):
    """What became of a planned pair."""

    PLANNED = "planned"
    INTRODUCED = "introduced"
    HIDDEN = "hidden"  # not introduced: a profile could not cross the border at that moment
    SAME_CONTACT = "same_contact"  # not introduced: both have one contact person
    DECIDED = "decided"  # not introduced: an organizer had decided about the pair meanwhile
    TAKEN_BACK = "taken_back"
    LEFT = "left"  # not taken back: a letter had left
    ANSWERED = "answered"  # not taken back: somebody had answered
    ENDED = "ended"  # not taken back: it was over already


NOT_INTRODUCED = (PairState.HIDDEN, PairState.SAME_CONTACT, PairState.DECIDED)
NOT_TAKEN_BACK = (PairState.LEFT, PairState.ANSWERED, PairState.ENDED)
WITH_INTRODUCTION = (PairState.INTRODUCED, PairState.TAKEN_BACK, *NOT_TAKEN_BACK)

TRANSITIONS: dict[tuple[PlanStatus, PlanAction], PlanStatus] = {
    (PlanStatus.DRAFT, PlanAction.REVISE): PlanStatus.DRAFT,
    (PlanStatus.DRAFT, PlanAction.PUBLISH): PlanStatus.PUBLISHED,
    (PlanStatus.PUBLISHED, PlanAction.UNDO): PlanStatus.UNDONE,
}


def next_status(status: PlanStatus, action: PlanAction) -> PlanStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)


def allows(status: PlanStatus, action: PlanAction) -> bool:
    """Whether a button for `action` makes sense in this state."""
    return (status, action) in TRANSITIONS
