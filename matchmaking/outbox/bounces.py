"""Reading a delivery report (RFC 3464): which mail came back from which address, for good or not, and why.

Pure: bytes in, values out. A report is anybody's text; it counts only with the Message-ID of a mail of ours, which
nobody but its receiver and the mail servers between us knows, and with that mail's own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage, Message

LONGEST = 5_000_000  # bytes
LONGEST_REASON = 200
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")


class UnreadableReport(ValueError):
    """It is no delivery report, or lacks what one must say; the text names what is missing."""


@dataclass(frozen=True)
class Recipient:
    """What became of one receiver."""

    addresses: frozenset[str]  # as the mail was addressed, and where it ended; lower case
    failed: bool  # given up, as against delayed, delivered or handed on
    status: str  # "5.1.1"; a first digit of 5 says: for good
    reason: str

    @property
    def is_hard(self) -> bool:
        """Whether another attempt would end the same way."""
        return self.failed and self.status.startswith("5")


@dataclass(frozen=True)
class Report:
    """One delivery report."""

    message_id: str  # of the mail that it speaks of
    recipients: tuple[Recipient, ...]


def read(raw: bytes) -> Report:
    """The report in a mail; raises UnreadableReport."""
    if len(raw) > LONGEST:
        raise UnreadableReport("it is longer than 5 MB")
    mail = message_from_bytes(raw, EmailMessage, policy=policy.default)
    if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
        raise UnreadableReport("it is no delivery report (multipart/report; report-type=delivery-status)")
    parts = list(mail.walk())
    recipients = tuple(_recipients(parts))
    if not recipients:
        raise UnreadableReport("it names no receiver with Final-Recipient, Action and Status")
    return Report(_returned_id(parts), recipients)


def _recipients(parts: Sequence[Message]) -> Iterator[Recipient]:
    for part in parts:
        if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message) and (found := _recipient(block)):
                yield found


def _recipient(block: Message) -> Recipient | None:
    addresses = {_value(block, "Final-Recipient").lower(), _value(block, "Original-Recipient").lower()} - {""}
    action, status = _said(block, "Action").lower(), STATUS.search(_said(block, "Status"))
    if not addresses or not action or status is None:
        return None
    reason = _value(block, "Diagnostic-Code") or status[0]
    for address in addresses:
        reason = re.sub(re.escape(address), "…", reason, flags=re.IGNORECASE)
    return Recipient(frozenset(addresses), action == "failed", status[0], reason[:LONGEST_REASON])


def _value(block: Message, name: str) -> str:
    """What follows the type in « rfc822; somebody@example.org »."""
    return _said(block, name).partition(";")[2].strip().strip("<>").strip()


def _said(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _returned_id(parts: Sequence[Message]) -> str:
    """The Message-ID in what was sent back: the whole mail, or its head only."""
    for part in parts:
        kind = part.get_content_type()
        if kind not in RETURNED:
            continue
        content = part.get_payload()
        if isinstance(content, list):
            returned = content[0] if content else None
        else:
            body = part.get_payload(decode=True)
            returned = message_from_string(body.decode(errors="replace") if isinstance(body, bytes) else "")
        if isinstance(returned, Message) and (found := str(returned.get("Message-ID", "")).strip()):
            return found
    raise UnreadableReport("it does not return the mail's Message-ID")
