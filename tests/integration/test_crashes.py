"""Workers that die at the worst moment: nothing is lost, and no mail goes out under a second Message-ID."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.config import Settings
from matchmaking.extensions import db
from matchmaking.outbox import operations
from matchmaking.outbox.lifecycle import JobStatus, MessageStatus
from matchmaking.outbox.models import Job, Message, WorkerHeartbeat
from matchmaking.outbox.operations import Letter
from tests.integration.mailbox import Mailbox, accept
from tests.integration.processes import environment, eventually, flask


def queue(app: Flask, count: int = 1) -> None:
    with app.app_context():
        for number in range(count):
            letter = Letter(
                kind="introduction.proposal",
                address=f"person{number}@example.org",
                locale="fr",
                subject=f"Courriel {number}",
                text="Bonjour\n",
            )
            operations.queue_message(letter, now=clock.now())
        db.session.commit()


def messages(app: Flask) -> list[Message]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Message).order_by(Message.id)))


def states(app: Flask) -> set[MessageStatus]:
    return {message.status for message in messages(app)}


def job(app: Flask, kind: str) -> Job:
    with app.app_context():
        return db.session.scalars(sa.select(Job).where(Job.kind == kind)).one()


def let_the_leases_run_out(app: Flask) -> None:
    """As if the twenty seconds were over."""
    past = clock.now() - timedelta(seconds=1)
    with app.app_context():
        db.session.execute(sa.update(Message).where(Message.leased_until.is_not(None)).values(leased_until=past))
        db.session.execute(sa.update(Job).where(Job.leased_until.is_not(None)).values(leased_until=past))
        db.session.commit()


def killing(process: Callable[[], subprocess.Popen[bytes]]) -> Callable[[EmailMessage], str]:
    """The mail server has taken the mail over, and the worker dies before it hears so."""

    def answer(_mail: EmailMessage) -> str:
        process().send_signal(signal.SIGKILL)
        process().wait()
        return "250 OK"

    return answer


def test_killed_between_sending_and_marking(app: Flask, settings: Settings) -> None:
    queue(app, 3)
    with Mailbox() as mailbox:
        environ = environment(settings, SMTP_URL=mailbox.url)
        with flask("worker", environ) as first:
            mailbox.answer = killing(lambda: first)
            assert first.wait(120) == -signal.SIGKILL
        assert [message.status for message in messages(app)].count(MessageStatus.SENDING) == 1
        mailbox.answer = accept
        let_the_leases_run_out(app)
        with flask("worker", environ):
            eventually(lambda: states(app) == {MessageStatus.SENT}, "all mails marked as sent")

        received = Counter((mail["Subject"], mail["Message-ID"]) for mail in mailbox.mails)
        assert set(received) == {(message.subject, message.message_id) for message in messages(app)}
        assert sorted(received.values()) == [1, 1, 2], "only the interrupted one came twice, as the same mail"


def test_killed_in_the_middle_of_a_job(app: Flask, settings: Settings, tmp_path: Path) -> None:
    with app.app_context():
        operations.enqueue("test.slow", {"folder": str(tmp_path)}, now=clock.now())
        db.session.commit()
    environ, begun, done = environment(settings), tmp_path / "begun", tmp_path / "done"
    with flask("worker", environ, app="tests.integration.slow_app") as first:
        eventually(lambda: begun.exists() and "begun" in begun.read_text(), "the job begins")
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert job(app, "test.slow").status is JobStatus.RUNNING
    assert not done.exists()
    (tmp_path / "go").touch()
    let_the_leases_run_out(app)
    with flask("worker", environ, app="tests.integration.slow_app"):
        eventually(lambda: job(app, "test.slow").status is JobStatus.DONE, "the job is done")
    assert begun.read_text().count("begun") == 2
    assert done.read_text().count("done") == 1
    assert job(app, "test.slow").attempts == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_asked_to_leave_it_finishes_the_mail_in_hand(app: Flask, settings: Settings, number: signal.Signals) -> None:
    queue(app, 2)
    arrived, go_on = threading.Event(), threading.Event()

    def hesitate(_mail: EmailMessage) -> str:
        arrived.set()
        go_on.wait(10)
        return "250 OK"

    with (
        Mailbox(answer=hesitate) as mailbox,
        flask("worker", environment(settings, SMTP_URL=mailbox.url)) as worker,
    ):
        assert arrived.wait(30)
        worker.send_signal(number)
        go_on.set()
        assert worker.wait(15) == 0
        assert len(mailbox.mails) == 1
    assert sorted(message.status for message in messages(app)) == [MessageStatus.SENT, MessageStatus.WAITING]
    with app.app_context():
        assert db.session.scalar(sa.select(WorkerHeartbeat)) is None, "it takes its leave"


def test_a_long_job_is_left_to_the_next_worker_at_once(app: Flask, settings: Settings, tmp_path: Path) -> None:
    with app.app_context():
        operations.enqueue("test.slow", {"folder": str(tmp_path)}, now=clock.now())
        db.session.commit()
    environ = environment(settings)
    with flask("worker", environ, app="tests.integration.slow_app") as first:
        eventually((tmp_path / "begun").exists, "the job begins")
        first.terminate()
        assert first.wait(20) == 0
    (tmp_path / "go").touch()
    with flask("worker", environ, app="tests.integration.slow_app"):
        eventually(lambda: job(app, "test.slow").status is JobStatus.DONE, "the job is done")


def test_two_workers_share_the_mails(app: Flask, settings: Settings) -> None:
    queue(app, 20)
    with Mailbox() as mailbox:
        environ = environment(settings, SMTP_URL=mailbox.url)
        with flask("worker", environ), flask("worker", environ):
            eventually(lambda: states(app) == {MessageStatus.SENT}, "all mails sent")
        assert sorted(mail["Message-ID"] for mail in mailbox.mails) == sorted(m.message_id for m in messages(app))


def test_a_mail_server_that_comes_back_gets_everything(app: Flask, settings: Settings) -> None:
    queue(app)
    away = Mailbox()
    environ = environment(settings, SMTP_URL=away.url)
    with flask("worker", environ):
        eventually(lambda: messages(app)[0].attempts > 0 and messages(app)[0].leased_until is not None, "an attempt")
        with Mailbox(port=away.port) as mailbox:
            eventually(lambda: states(app) == {MessageStatus.SENT}, "sent after all")
            assert [mail["Message-ID"] for mail in mailbox.mails] == [messages(app)[0].message_id]


def test_the_state_of_the_outbox_on_the_command_line(app: Flask) -> None:
    queue(app, 2)
    result = app.test_cli_runner().invoke(args=["outbox", "status"])
    assert "messages  waiting 2  sending 0  sent 0  failed 0  cancelled 0" in result.output
    assert "worker    none alive" in result.output
