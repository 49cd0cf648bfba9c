"""From an envelope to the mail as it leaves: links minted, headers set. Opens no connection and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage, Message
from email.policy import SMTP, Policy
from email.utils import format_datetime

from markupsafe import escape

from matchmaking.errors import DomainError
from matchmaking.outbox.calendar import Calendar
from matchmaking.outbox.claims import Envelope
from matchmaking.outbox.lifecycle import Failure
from matchmaking.outbox.registry import LinkMinter

PLACEHOLDER = re.compile(r"\{\{link:([a-z0-9_]+)\}\}")
TWO_BRACES = re.compile(r"\{(?=\{)")


class AddressHeader(UnstructuredHeader, BaseHeader):
    """A header that holds a web address: one line, however long; folding would cut or encode the address."""

    def fold(self, *, policy: Policy[Message[str, str]]) -> str:
        """The header as it is."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", AddressHeader)
SEVEN_BIT = SMTP.clone(cte_type="7bit", header_factory=HEADERS)  # every mail server can carry it


class Undeliverable(Exception):
    """The message did not leave. `permanent` means that another attempt would end the same way, `dead_address` that
    the reason is the receiver's address: no other letter would arrive there either."""

    def __init__(self, failure: Failure, detail: str, *, permanent: bool, dead_address: bool = False) -> None:
        super().__init__(detail)
        self.failure, self.detail, self.permanent, self.dead_address = failure, detail, permanent, dead_address


def mint_links(envelope: Envelope, minters: Mapping[str, LinkMinter]) -> dict[str, str]:
    """The live address of every placeholder. Must not be kept: it goes into the mail and nowhere else."""
    addresses = {}
    for name, link in envelope.links.items():
        payload = {key: value for key, value in link.items() if key != "purpose"}
        try:
            addresses[name] = minters[link["purpose"]](payload)
        except DomainError as error:
            raise Undeliverable(Failure.LINK, f"{name}: {type(error).__name__}", permanent=True) from error
        except KeyError as error:
            raise Undeliverable(Failure.LINK, f"{name}: nobody makes this link", permanent=False) from error
    return addresses


def fill(body: str, replace: Callable[[str], str]) -> str:
    """`body` with each `{{link:name}}` replaced by `replace(name)`."""
    return PLACEHOLDER.sub(lambda match: replace(match[1]), body)


def harmless(text: str) -> str:
    """Words that people typed, in which `fill` finds no place for a link, whatever is written after them."""
    return TWO_BRACES.sub("{ ", text)


def compose(envelope: Envelope, addresses: Mapping[str, str], *, sender: str, now: datetime) -> EmailMessage:
    """The mail in plain text and, where there is one, HTML. Its Message-ID is the same on every attempt."""
    mail = EmailMessage(policy=SEVEN_BIT)
    try:
        mail["From"] = sender
        mail["To"] = Address(addr_spec=envelope.address)
        mail["Subject"] = " ".join(envelope.subject.split())
    except (ValueError, IndexError, MessageError) as error:
        raise Undeliverable(Failure.REFUSED, "not a mail address", permanent=True) from error
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = envelope.message_id
    mail["Auto-Submitted"] = "auto-generated"
    try:
        if name := envelope.list_unsubscribe:
            mail["List-Unsubscribe"] = f"<{addresses[name]}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(fill(envelope.text, addresses.__getitem__))
        if envelope.html:
            mail.add_alternative(fill(envelope.html, lambda name: str(escape(addresses[name]))), subtype="html")
    except KeyError as error:
        raise Undeliverable(Failure.LINK, f"{error.args[0]}: not a link of this message", permanent=True) from error
    if envelope.calendar:
        _enclose(mail, envelope.calendar)
    mail["Content-Language"] = envelope.locale  # last: setting a content clears every Content- header
    return mail


def _enclose(mail: EmailMessage, calendar: Calendar) -> None:
    """The calendar file twice, as Google's own calendar sends it: as one more form of the text, which Gmail and
    Outlook show as an invitation with buttons, and as a file, which Apple's Mail and the rest open."""
    mail.add_alternative(calendar.text, subtype="calendar", cte="base64", params={"method": calendar.method.value})
    mail.add_attachment(
        calendar.text.encode(), maintype="application", subtype="ics", filename=calendar.filename, cte="base64"
    )
