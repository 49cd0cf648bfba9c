"""The states of a message and of a job, and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.errors import TransitionError


class MessageStatus(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"  # leaves at `due_at`: at once, or when its hold time is over
    SENDING = "sending"  # leased by a worker
    SENT = "sent"
    FAILED = "failed"  # all attempts used
    CANCELLED = "cancelled"


class JobStatus(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MessageAction(StrEnum):
    """What can be done to a message."""

    CLAIM = "claim"
    DELIVER = "deliver"
    RETRY = "retry"
    GIVE_UP = "give_up"
    CANCEL = "cancel"
    RELEASE = "release"


MESSAGE_TRANSITIONS: dict[tuple[MessageStatus, MessageAction], MessageStatus] = {
    (MessageStatus.WAITING, MessageAction.CLAIM): MessageStatus.SENDING,
    (MessageStatus.SENDING, MessageAction.CLAIM): MessageStatus.SENDING,  # its worker died: the lease ran out
    (MessageStatus.SENDING, MessageAction.DELIVER): MessageStatus.SENT,
    (MessageStatus.SENDING, MessageAction.RETRY): MessageStatus.WAITING,
    (MessageStatus.SENDING, MessageAction.GIVE_UP): MessageStatus.FAILED,
    (MessageStatus.WAITING, MessageAction.CANCEL): MessageStatus.CANCELLED,
    (MessageStatus.FAILED, MessageAction.CANCEL): MessageStatus.CANCELLED,
    (MessageStatus.WAITING, MessageAction.RELEASE): MessageStatus.WAITING,
    (MessageStatus.FAILED, MessageAction.RELEASE): MessageStatus.WAITING,
}


def next_message_status(status: MessageStatus, action: MessageAction) -> MessageStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    try:
        return MESSAGE_TRANSITIONS[status, action]
    except KeyError:
        raise TransitionError(status, action) from None
