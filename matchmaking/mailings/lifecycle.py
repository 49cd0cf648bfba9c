"""The states of a mailing and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class MailingStatus(StrEnum):
    """Where a mailing stands."""

    DRAFT = "draft"
    SENT = "sent"  # its letters are written; they leave when the hold time is over
    STOPPED = "stopped"  # the letters that had not left do not leave


class MailingAction(StrEnum):
    """What moves a mailing."""

    REVISE = "revise"
    SEND = "send"
    STOP = "stop"


S, A = MailingStatus, MailingAction
TRANSITIONS: dict[tuple[MailingStatus, MailingAction], MailingStatus] = {
    (S.DRAFT, A.REVISE): S.DRAFT,
    (S.DRAFT, A.SEND): S.SENT,
    (S.SENT, A.STOP): S.STOPPED,
}


def next_status(status: MailingStatus, action: MailingAction) -> MailingStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)


def allows(status: MailingStatus, action: MailingAction) -> bool:
    """Whether a button for `action` makes sense in this state."""
    return (status, action) in TRANSITIONS
