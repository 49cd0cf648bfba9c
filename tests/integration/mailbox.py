"""A mail server for tests: real SMTP on a port of its own, and what it received."""

from __future__ import annotations

import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from matchmaking.config import smtp_options
from matchmaking.outbox.transport import Server
from matchmaking.outbox.worker import Worker

Answer = Callable[[EmailMessage], str]


def accept(_mail: EmailMessage) -> str:
    """What a mail server says once it is responsible for a mail."""
    return "250 OK"


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert isinstance(port, int)
        return port


class Mailbox:
    """Receives every mail; `answer` decides what the server says to it, `refused` which receivers it does not know."""

    def __init__(self, *, answer: Answer = accept, port: int | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = answer
        self.refused: dict[str, str] = {}  # address -> the server's answer
        self.port = port or free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Mailbox:
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        """What SMTP_URL must be to reach it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's protocol)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, EmailMessage, policy=policy.default)
        self.mails.append(mail)
        return self.answer(mail)


def send_due(app: Flask) -> list[EmailMessage]:
    """Let a worker hand every due mail to a real server; returns them as they arrived."""
    with Mailbox() as mailbox:
        options = smtp_options(mailbox.url)
        assert options is not None
        worker = Worker(app, Server(options, own_name="localhost"))
        while worker.send_next():
            pass
    return mailbox.mails
