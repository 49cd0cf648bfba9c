"""What organizers decide about a message that may move while they look at it.

Each decision posts the state it was shown; where the message is in another one by now, nothing is changed and the
answer says what happened meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.audit import queries as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.locale import moment
from matchmaking.outbox import operations, policy, queries
from matchmaking.outbox.lifecycle import MessageAction, MessageStatus
from matchmaking.outbox.models import Message


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an organizer wrote in the place of a letter's words."""

    subject: str
    text: str


@dataclass(frozen=True)
class Together:
    """What became of many messages decided at once."""

    done: int
    passed_over: Sequence[str]  # subject, and what happened to it meanwhile


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


def edit(message_id: int, words: Words, *, shown_version: int, actor_id: int, now: datetime) -> None:
    """Replace the words of a message that still waits; raises StaleDecision, NotAllowed or NotFound."""
    message = queries.get_for_decision(message_id)
    check_editable(message, now=now)
    if message.version != shown_version:
        raise StaleDecision(_who_decided(message, now=now))
    operations.edit_message(message, subject=words.subject, text=words.text, actor_id=actor_id, now=now)


def check_editable(message: Message, *, now: datetime) -> None:
    """Raises NotAllowed for a mail about somebody's own account, StaleDecision for a message that waits no more."""
    if message.confidential:
        raise NotAllowed(f"message {message.id}")
    if not policy.can_edit(message):
        raise StaleDecision(_what_happened(message, now=now))


def decide_together(shown: Mapping[int, int], action: MessageAction, *, actor_id: int, now: datetime) -> Together:
    """Cancel or release many waiting messages (id -> the version that was shown). What left, was cancelled or was
    edited meanwhile stays as it is and is named."""
    decide = {MessageAction.CANCEL: operations.cancel_message, MessageAction.RELEASE: operations.release_message}[
        action
    ]
    allowed = {MessageAction.CANCEL: policy.can_cancel, MessageAction.RELEASE: policy.can_release}[action]
    done, passed_over = 0, []
    for message in queries.list_for_decision(shown).values():
        as_shown = message.status is MessageStatus.WAITING and message.version == shown[message.id]
        if as_shown and allowed(message) and not message.confidential:
            decide(message, actor_id=actor_id, now=now)
            done += 1
        elif not message.confidential:
            passed_over.append(f"« {message.subject} » : {_what_happened(message, now=now)}")
    return Together(done, passed_over)


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
    event = audit.find_last(f"message:{message.id}", "message.cancelled", "message.released", "message.edited")
    if event is None:
        return str(_("The message is no longer as you saw it."))
    name, when = audit.find_actor_name(event) or _("The platform"), moment(event.at, now=now)
    if event.action == "message.cancelled":
        return str(_("%(name)s cancelled the message %(moment)s.", name=name, moment=when))
    if event.action == "message.edited":
        return str(_("%(name)s changed the words of the message %(moment)s.", name=name, moment=when))
    return str(_("%(name)s let the message leave %(moment)s.", name=name, moment=when))
