"""What organizers see of a message: states and times in words, its text with every personal link masked.

In a demonstration, and only there, links are made on display, so that it can be clicked through alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString, format_timedelta
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from matchmaking.locale import moment
from matchmaking.outbox import policy
from matchmaking.outbox.claims import open_envelope
from matchmaking.outbox.lifecycle import Failure, MessageStatus
from matchmaking.outbox.mail import PLACEHOLDER, Undeliverable, mint_links
from matchmaking.outbox.models import Message
from matchmaking.outbox.registry import Registry

STATES: dict[MessageStatus, LazyString] = {
    MessageStatus.FAILED: _l("Not delivered"),
    MessageStatus.WAITING: _l("Waiting"),
    MessageStatus.SENDING: _l("Leaving"),
    MessageStatus.SENT: _l("Left"),
    MessageStatus.CANCELLED: _lp("letter", "Cancelled"),
}
TONES = {
    MessageStatus.FAILED: ("bad", "warn"),
    MessageStatus.WAITING: ("calm", "clock"),
    MessageStatus.SENDING: ("calm", "send"),
    MessageStatus.SENT: ("ok", "check"),
    MessageStatus.CANCELLED: ("calm", "x"),
}
REASONS: dict[Failure, LazyString] = {
    Failure.UNREACHABLE: _l("The mail server cannot be reached."),
    Failure.POSTPONED: _l("The mail server asked to come back later."),
    Failure.REFUSED: _l("The mail server refuses this address or this message for good."),
    Failure.SIGN_IN: _l("The mail server does not accept our sender's name or password."),
    Failure.LINK: _l("A personal link in it no longer leads anywhere, so it was kept back."),
    Failure.CUT_OFF: _l("The sending was cut off every time."),
}


@dataclass(frozen=True)
class Part:
    """A piece of a message's text: words, or the place of a personal link."""

    text: str
    is_link: bool = False
    url: str | None = None  # only in a demonstration


@dataclass(frozen=True)
class MessageView:
    """One message as a line of the list and as the head of its page."""

    id: int
    subject: str
    locale: str
    kind: str
    receiver: str
    state: str  # the code, posted back as what was shown
    state_label: str
    tone: str
    icon: str
    when: str
    reason: str | None
    can_cancel: bool
    can_release: bool
    can_edit: bool
    failed: bool
    version: int
    rests: bool  # it is the receiver's weekend: letting it leave now is a decision


def view(
    message: Message, registry: Registry, *, demonstration: bool, now: datetime, rests: bool = False
) -> MessageView:
    """The message in words, in the reader's language; `rests`: whether such messages rest at this moment."""
    readable = policy.can_read(message, demonstration=demonstration)
    tone, icon = ("bad", "warn") if message.bounced_at else TONES[message.status]
    return MessageView(
        id=message.id,
        subject=message.subject,
        locale=message.locale,
        kind=kind_label(message.kind, registry),
        receiver=message.address if readable else masked(message.address),
        state=message.status.value,
        state_label=state_label(message),
        tone=tone,
        icon=icon,
        when=when(message, now=now),
        reason=_reason(message),
        can_cancel=policy.can_cancel(message),
        can_release=policy.can_release(message),
        can_edit=policy.can_edit(message),
        failed=message.status is MessageStatus.FAILED or message.bounced_at is not None,
        version=message.version,
        rests=rests,
    )


def state_label(message: Message) -> str:
    """Where it stands, in a word or two."""
    return str(_("Came back")) if message.bounced_at else str(STATES[message.status])


def _reason(message: Message) -> str | None:
    if message.bounced_at:
        return str(
            _("The receiver’s mail server sent it back: this address takes no mail. Its owner is called instead.")
        )
    return str(REASONS[message.failure]) if message.failure else None


def kind_label(kind: str, registry: Registry) -> str:
    """What organizers call this kind of message."""
    return str(registry.labels.get(kind, kind))


def masked(address: str) -> str:
    """Enough of an address to recognise it on the telephone: « a…@example.org »."""
    name, _at, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def when(message: Message, *, now: datetime) -> str:
    """When it leaves, left, or will be tried again."""
    match message.status:
        case MessageStatus.WAITING if message.attempts:
            return str(_("Next attempt %(moment)s", moment=moment(message.due_at, now=now)))
        case MessageStatus.WAITING if message.due_at > now:
            left = format_timedelta(message.due_at - now, threshold=1.2, add_direction=True)
            return str(_("Leaves %(moment)s, %(left)s", moment=moment(message.due_at, now=now), left=left))
        case MessageStatus.WAITING | MessageStatus.SENDING:
            return str(_("Leaves now"))
        case MessageStatus.SENT if message.sent_at is not None:
            return str(_("Left %(moment)s", moment=moment(message.sent_at, now=now)))
        case _:
            return str(_("Written %(moment)s", moment=moment(message.created_at, now=now)))


def paragraphs(message: Message, registry: Registry, *, demonstration: bool) -> list[list[list[Part]]]:
    """The text: paragraphs of lines of parts, with links masked or, in a demonstration, alive."""
    addresses = _live_links(message, registry) if demonstration else {}
    blocks = (block for block in message.text.replace("\r\n", "\n").split("\n\n") if block.strip())
    return [[_parts(line, addresses) for line in block.strip("\n").split("\n")] for block in blocks]


def has_live_links(text: list[list[list[Part]]]) -> bool:
    """Whether a reader of these paragraphs could open a personal link."""
    return any(part.url for lines in text for parts in lines for part in parts)


def _live_links(message: Message, registry: Registry) -> Mapping[str, str]:
    try:
        return mint_links(open_envelope(message), registry.minters)
    except Undeliverable:
        return {}


def _parts(line: str, addresses: Mapping[str, str]) -> list[Part]:
    pieces = PLACEHOLDER.split(line)  # words, name, words, name, …, words
    parts = []
    for number, piece in enumerate(pieces):
        if number % 2:
            parts.append(Part(_("personal link"), is_link=True, url=addresses.get(piece)))
        elif piece:
            parts.append(Part(piece))
    return parts
