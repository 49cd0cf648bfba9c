"""What organizers decide about a message that may move while they look at it.

Each decision posts the state it was shown; where the message is in another one by now, nothing is changed and the
answer says what happened meanwhile.
"""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.audit import queries as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.locale import moment
from matchmaking.outbox import operations, policy, queries
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message


def cancel(message_id: int, *, shown: MessageStatus | None, actor_id: int, now: datetime) -> None:
    """Keep the message from leaving; raises StaleDecision, NotAllowed or NotFound."""
    message = _as_shown(message_id, shown, now=now)
    if not policy.can_cancel(message):
        raise NotAllowed(f"message {message_id}")
    operations.cancel_message(message, actor_id=actor_id, now=now)


def release(message_id: int, *, shown: MessageStatus | None, actor_id: int, now: datetime) -> None:
    """Let the message leave now, or try anew; raises StaleDecision, NotAllowed or NotFound."""
    message = _as_shown(message_id, shown, now=now)
    if not policy.can_release(message):
        raise NotAllowed(f"message {message_id}")
    operations.release_message(message, actor_id=actor_id, now=now)


def _as_shown(message_id: int, shown: MessageStatus | None, *, now: datetime) -> Message:
    message = queries.get_for_decision(message_id)
    if message.status is not shown:
        raise StaleDecision(_what_happened(message, now=now))
    return message


def _what_happened(message: Message, *, now: datetime) -> str:
    match message.status:
        case MessageStatus.SENT if message.sent_at is not None:
            return str(_("The message left %(moment)s.", moment=moment(message.sent_at, now=now)))
        case MessageStatus.SENDING:
            return str(_("The message is leaving right now."))
        case MessageStatus.FAILED:
            return str(_("The message could not be delivered meanwhile."))
        case _:
            return _who_decided(message, now=now)


def _who_decided(message: Message, *, now: datetime) -> str:
    event = audit.find_last(f"message:{message.id}", "message.cancelled", "message.released")
    if event is None:
        return str(_("The message is no longer as you saw it."))
    name, when = audit.find_actor_name(event) or _("The platform"), moment(event.at, now=now)
    if event.action == "message.cancelled":
        return str(_("%(name)s cancelled the message %(moment)s.", name=name, moment=when))
    return str(_("%(name)s let the message leave %(moment)s.", name=name, moment=when))
