"""Handing a mail over: to the mail server, or without one to a folder. Knows nothing of rows and attempts."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from matchmaking.config import Settings, SmtpOptions, smtp_options
from matchmaking.outbox.lifecycle import Failure
from matchmaking.outbox.mail import Undeliverable

TIMEOUT = 20.0  # seconds for each step of the conversation
POLICY = re.compile(r"\b5\.7\.\d")
PERMANENT = 500  # SMTP: 4xx asks to come back, 5xx refuses for good


class Transport(Protocol):
    """A way out of the house."""

    def deliver(self, mail: EmailMessage) -> None:
        """Return once somebody else is responsible for the mail; raise Undeliverable otherwise."""


@dataclass(frozen=True)
class Server:
    """A mail server, spoken to by SMTP; one conversation for each mail."""

    options: SmtpOptions
    own_name: str  # how we introduce ourselves

    def deliver(self, mail: EmailMessage) -> None:
        """Send; a mail that the server has taken over counts as sent whatever happens to the farewell."""
        _, receiver = parseaddr(str(mail["To"]))
        try:
            connection = self._connect()
            try:
                connection.send_message(mail, to_addrs=[receiver])
            finally:
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    connection.quit()
        except (smtplib.SMTPException, OSError) as error:
            failure, detail, permanent = _judge(error, ascii_receiver=receiver.isascii())
            raise Undeliverable(
                failure, detail.replace(receiver, "…"), permanent=permanent, dead_address=_is_of_receiver(error)
            ) from error

    def _connect(self) -> smtplib.SMTP:
        options, context = self.options, ssl.create_default_context()
        connection: smtplib.SMTP
        if options.use_ssl:
            connection = smtplib.SMTP_SSL(options.host, options.port, self.own_name, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(options.host, options.port, self.own_name, timeout=TIMEOUT)
        try:
            if options.use_tls:
                connection.starttls(context=context)
            if options.username and options.password:
                connection.login(options.username, options.password)
        except BaseException:
            connection.close()
            raise
        return connection


@dataclass(frozen=True)
class Folder:
    """Files that a mail program can open, where no mail server is set and nobody real is waiting for a mail."""

    path: Path

    def deliver(self, mail: EmailMessage) -> None:
        """Write one file per Message-ID: a second attempt replaces the first."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        draft = self.path / f".{name}"
        draft.touch(mode=0o600)  # it holds live links
        draft.write_bytes(mail.as_bytes())
        draft.replace(self.path / f"{name}.eml")


def transport_for(settings: Settings) -> Transport | None:
    """The way out of this installation: by SMTP_URL; without it to a folder, but None in production, where people
    wait for their mails."""
    if options := smtp_options(settings.smtp_url):
        return Server(options, own_name=urlsplit(settings.public_url).hostname or "localhost")
    return None if settings.production else Folder(settings.instance / "mail")


def _judge(error: Exception, *, ascii_receiver: bool) -> tuple[Failure, str, bool]:
    """Failure, what was said, and whether it is for good."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            [(code, answer)] = error.recipients.values()
            return _by_code(code, answer)
        case smtplib.SMTPDataError():
            return _by_code(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError() if not ascii_receiver:
            return Failure.REFUSED, "the mail server cannot write to this address", True
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPNotSupportedError():
            return Failure.SIGN_IN, _said(getattr(error, "smtp_code", ""), getattr(error, "smtp_error", "")), False
        case smtplib.SMTPSenderRefused() if error.smtp_code >= PERMANENT:
            return Failure.SIGN_IN, _said(error.smtp_code, error.smtp_error), False
        case smtplib.SMTPResponseException():
            return Failure.POSTPONED, _said(error.smtp_code, error.smtp_error), False
        case _:
            return (
                Failure.UNREACHABLE,
                f"{type(error).__name__} {getattr(error, 'strerror', None) or ''}".strip(),
                False,
            )


def _is_of_receiver(error: Exception) -> bool:
    """Whether the server has refused the receiver for good. A refusal that its status calls a matter of policy (RFC
    3463: 5.7.x, as « relay access denied ») is about who sends, and says nothing of the address."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    [(code, answer)] = error.recipients.values()
    return code >= PERMANENT and POLICY.search(_said(code, answer)) is None


def _by_code(code: int, answer: bytes | str) -> tuple[Failure, str, bool]:
    permanent = code >= PERMANENT
    return (Failure.REFUSED if permanent else Failure.POSTPONED), _said(code, answer), permanent


def _said(code: int | str, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {words}".split())
