"""What organizers may do with a message: the same answers show the buttons and guard the operations."""

from __future__ import annotations

from matchmaking.outbox.lifecycle import MESSAGE_TRANSITIONS, MessageAction, MessageStatus
from matchmaking.outbox.models import Message

LOST = (MessageStatus.CANCELLED, MessageStatus.FAILED)


def can_cancel(message: Message) -> bool:
    """Whether it can be kept from leaving. A mail about somebody's own account is that person's affair."""
    return (message.status, MessageAction.CANCEL) in MESSAGE_TRANSITIONS and not message.confidential


def can_release(message: Message) -> bool:
    """Whether it can be sent now, or tried anew."""
    return (message.status, MessageAction.RELEASE) in MESSAGE_TRANSITIONS


def can_edit(message: Message) -> bool:
    """Whether an organizer may change its words: it has not left, and it is no mail about somebody's own account."""
    return message.status is MessageStatus.WAITING and not message.confidential


def can_read(message: Message, *, demonstration: bool) -> bool:
    """Whether its words may be shown to organizers; in a demonstration, all may."""
    return demonstration or not message.confidential


def has_left(message: Message) -> bool:
    """Whether nobody can take it back any more."""
    return message.status in (MessageStatus.SENT, MessageStatus.SENDING)


def is_lost(message: Message) -> bool:
    """Whether its receiver must hear of it otherwise: cancelled, not delivered, or sent back. In SQL:
    `queries.is_lost`."""
    return message.status in LOST or message.bounced_at is not None
