"""The states of a request for an introduction, and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class RequestStatus(StrEnum):
    """Where a request stands."""

    PENDING = "pending"  # the organizers have not decided
    INTRODUCED = "introduced"  # the two were introduced, by this request or by another road
    DECLINED = "declined"  # an organizer declined, with a sentence to the asker
    WITHDRAWN = "withdrawn"  # the asker took it back
    CLOSED = "closed"  # one of the two profiles was withdrawn, or the two requests became one


class RequestAction(StrEnum):
    """What moves a request."""

    INTRODUCE = "introduce"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    UNDO = "undo"  # the decision is taken back while nobody outside knows of it


S, A = RequestStatus, RequestAction
TRANSITIONS: dict[tuple[RequestStatus, RequestAction], RequestStatus] = {
    (S.PENDING, A.INTRODUCE): S.INTRODUCED,
    (S.PENDING, A.DECLINE): S.DECLINED,
    (S.PENDING, A.WITHDRAW): S.WITHDRAWN,
    (S.PENDING, A.CLOSE): S.CLOSED,
    (S.INTRODUCED, A.UNDO): S.PENDING,
    (S.DECLINED, A.UNDO): S.PENDING,
    # Decided, yet the asker still reads « pending », and may take it back like any other.
    (S.INTRODUCED, A.WITHDRAW): S.WITHDRAWN,
    (S.DECLINED, A.WITHDRAW): S.WITHDRAWN,
}


def next_status(status: RequestStatus, action: RequestAction) -> RequestStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)
