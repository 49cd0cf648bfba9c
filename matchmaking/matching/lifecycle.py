"""The states of a pair under review and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class PairStatus(StrEnum):
    """What the organizers decided about a pair."""

    OPEN = "open"
    APPROVED = "approved"
    DISMISSED = "dismissed"


class PairAction(StrEnum):
    """What the organizers can do to a pair."""

    APPROVE = "approve"
    DISMISS = "dismiss"
    REOPEN = "reopen"  # the undo of either
    RETURN = "return"  # a dismissal is over; there is none of an approval


TRANSITIONS: dict[tuple[PairStatus, PairAction], PairStatus] = {
    (PairStatus.OPEN, PairAction.APPROVE): PairStatus.APPROVED,
    (PairStatus.OPEN, PairAction.DISMISS): PairStatus.DISMISSED,
    (PairStatus.APPROVED, PairAction.REOPEN): PairStatus.OPEN,
    (PairStatus.DISMISSED, PairAction.REOPEN): PairStatus.OPEN,
    (PairStatus.DISMISSED, PairAction.RETURN): PairStatus.OPEN,
}


def next_status(status: PairStatus, action: PairAction) -> PairStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)
