"""The worker on the tables of the outbox: what leaves, what comes back, what is given up."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.config import Settings, smtp_options
from matchmaking.errors import Gone
from matchmaking.extensions import db
from matchmaking.outbox import operations
from matchmaking.outbox.lifecycle import Failure, JobStatus, MessageStatus
from matchmaking.outbox.mail import Undeliverable
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.operations import Letter
from matchmaking.outbox.registry import Registry
from matchmaking.outbox.transport import Folder, Server, transport_for
from matchmaking.outbox.worker import Worker
from tests.integration.mailbox import Mailbox

START = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


class MovedClock:
    """The product's clock, in the test's hand."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


class Bag:
    """A way out that keeps what leaves; `error` makes it fail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.error: Undeliverable | None = None

    def deliver(self, mail: EmailMessage) -> None:
        if self.error:
            raise self.error
        self.mails.append(mail)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    moved = MovedClock()
    monkeypatch.setattr(clock, "now", moved)
    return moved


@pytest.fixture
def registry(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Registry:
    registry = Registry()
    monkeypatch.setitem(app.extensions, "outbox", registry)
    registry.mint("decide", lambda payload: f"https://deux-rives.example/i/token-{payload['side']}?a=1&b=2")
    return registry


@pytest.fixture
def bag() -> Bag:
    return Bag()


@pytest.fixture
def worker(app: Flask, bag: Bag, moved: MovedClock, registry: Registry) -> Worker:
    return Worker(app, bag)


def queue(app: Flask, *, hold: timedelta = timedelta(), **values: Any) -> int:
    """A message in the outbox; returns its id."""
    defaults: dict[str, Any] = {
        "kind": "introduction.proposal",
        "address": "awa@example.org",
        "locale": "fr",
        "subject": "NabdCare propose ce que vous cherchez",
        "text": "Votre réponse : {{link:decide}}\n",
        "html": '<a href="{{link:decide}}">Répondre</a>',
        "links": {"decide": {"purpose": "decide", "side": 7}},
    }
    with app.app_context():
        message = operations.queue_message(Letter(**(defaults | values)), now=clock.now(), hold=hold)
        db.session.commit()
        return message.id


def message_of(app: Flask, message_id: int) -> Message:
    with app.app_context():
        message = db.session.get_one(Message, message_id)
        db.session.expunge(message)
        return message


def jobs_of(app: Flask, kind: str) -> list[Job]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Job).where(Job.kind == kind).order_by(Job.id)))


def enqueue(app: Flask, kind: str, **options: Any) -> None:
    with app.app_context():
        operations.enqueue(kind, {"profile_id": 1}, now=clock.now(), **options)
        db.session.commit()


# --- messages


def test_a_mail_leaves_in_both_forms_with_its_links_made(app: Flask, worker: Worker, bag: Bag) -> None:
    message = message_of(app, queue(app))
    assert worker.send_next()
    [mail] = bag.mails
    assert mail["To"] == "awa@example.org"
    assert mail["From"] == "Deux Rives <bonjour@deux-rives.example>"
    assert mail["Message-ID"] == message.message_id
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "https://deux-rives.example/i/token-7?a=1&b=2" in text.get_content()
    assert 'href="https://deux-rives.example/i/token-7?a=1&amp;b=2"' in html.get_content()
    sent = message_of(app, message.id)
    assert (sent.status, sent.sent_at, sent.attempts) == (MessageStatus.SENT, START, 1)
    assert "token" not in f"{sent.text}{sent.html}{sent.links}"
    assert not worker.send_next()


def test_a_held_mail_waits_for_its_time(app: Flask, worker: Worker, bag: Bag, moved: MovedClock) -> None:
    queue(app, hold=timedelta(minutes=10))
    moved.forward(minutes=9, seconds=59)
    assert not worker.send_next()
    moved.forward(seconds=1)
    assert worker.send_next()
    assert len(bag.mails) == 1


def test_an_account_mail_overtakes_the_held_ones(app: Flask, worker: Worker, bag: Bag) -> None:
    queue(app, hold=timedelta(minutes=10))
    queue(app, kind="account.confirm", subject="Confirmez votre adresse", confidential=True)
    worker.send_next()
    assert [mail["Subject"] for mail in bag.mails] == ["Confirmez votre adresse"]


def test_a_server_that_is_away_is_tried_again_later_under_the_same_message_id(
    app: Flask, worker: Worker, bag: Bag, moved: MovedClock
) -> None:
    message_id = queue(app)
    bag.error = Undeliverable(Failure.UNREACHABLE, "ConnectionRefusedError", permanent=False)
    pauses = []
    for _ in range(5):
        assert worker.send_next()
        message = message_of(app, message_id)
        assert (message.status, message.failure) == (MessageStatus.WAITING, Failure.UNREACHABLE)
        pauses.append(message.due_at - moved.time)
        moved.time = message.due_at
    assert pauses[4] > pauses[2] > pauses[0] > timedelta()
    bag.error = None
    assert worker.send_next()
    assert [mail["Message-ID"] for mail in bag.mails] == [message.message_id]
    assert message_of(app, message_id).failure is None


def test_attempts_end_after_about_a_day(app: Flask, worker: Worker, bag: Bag, moved: MovedClock) -> None:
    message_id = queue(app)
    bag.error = Undeliverable(Failure.POSTPONED, "451 later", permanent=False)
    while message_of(app, message_id).status is MessageStatus.WAITING:
        moved.time = message_of(app, message_id).due_at
        worker.send_next()
    message = message_of(app, message_id)
    assert (message.status, message.failure) == (MessageStatus.FAILED, Failure.POSTPONED)
    assert timedelta(hours=12) < moved.time - START < timedelta(hours=36)


def test_a_refused_receiver_fails_at_once(app: Flask, worker: Worker, bag: Bag) -> None:
    message_id = queue(app)
    bag.error = Undeliverable(Failure.REFUSED, "550 no such user", permanent=True)
    worker.send_next()
    message = message_of(app, message_id)
    assert (message.status, message.attempts, message.last_error) == (MessageStatus.FAILED, 1, "550 no such user")


def test_a_link_that_was_ended_keeps_the_mail_from_leaving(
    app: Flask, worker: Worker, bag: Bag, registry: Registry
) -> None:
    def ended(_payload: Mapping[str, Any]) -> str:
        raise Gone

    registry.mint("decide", ended)
    message_id = queue(app)
    worker.send_next()
    message = message_of(app, message_id)
    assert (message.status, message.failure) == (MessageStatus.FAILED, Failure.LINK)
    assert bag.mails == []


@pytest.mark.parametrize("address", ["", "two@at@signs", "a b@example.org", "bad\n@example.org"])
def test_what_is_no_address_fails_at_once(app: Flask, worker: Worker, bag: Bag, address: str) -> None:
    message_id = queue(app, address=address)
    worker.send_next()
    assert message_of(app, message_id).failure is Failure.REFUSED
    assert bag.mails == []


def test_the_lease_of_a_dead_worker_runs_out(app: Flask, worker: Worker, bag: Bag, moved: MovedClock) -> None:
    class Death(BaseException):
        pass

    class Deadly:
        def deliver(self, mail: EmailMessage) -> None:
            raise Death

    message_id = queue(app)
    with pytest.raises(Death):
        Worker(app, Deadly()).send_next()
    assert message_of(app, message_id).status is MessageStatus.SENDING
    assert not worker.send_next(), "it may still be on its way"
    moved.forward(seconds=21)
    assert worker.send_next()
    assert [mail["Message-ID"] for mail in bag.mails] == [message_of(app, message_id).message_id]


def test_a_worker_that_comes_back_too_late_changes_nothing(
    app: Flask, worker: Worker, bag: Bag, moved: MovedClock
) -> None:
    class Slow:
        def deliver(self, mail: EmailMessage) -> None:
            moved.forward(seconds=21)
            assert worker.send_next()
            raise Undeliverable(Failure.UNREACHABLE, "timed out", permanent=False)

    message_id = queue(app)
    assert Worker(app, Slow()).send_next()
    assert message_of(app, message_id).status is MessageStatus.SENT


def test_several_workers_send_every_mail_once(app: Flask, bag: Bag, moved: MovedClock, registry: Registry) -> None:
    for number in range(12):
        queue(app, subject=f"Courriel {number}")
    threads = [threading.Thread(target=_until_idle, args=(Worker(app, bag),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(mail["Subject"] for mail in bag.mails) == sorted(f"Courriel {number}" for number in range(12))


def _until_idle(worker: Worker) -> None:
    while worker.send_next():
        pass


def test_without_a_mail_server_production_keeps_mails_waiting(
    app: Flask, settings: Settings, moved: MovedClock, registry: Registry, tmp_path: Path
) -> None:
    message_id = queue(app)
    production = Settings(
        secret_key="k", database_url="sqlite://", production=True, public_url="https://x.example", instance=tmp_path
    )
    assert transport_for(production) is None
    assert not Worker(app, transport_for(production)).send_next()
    message = message_of(app, message_id)
    assert (message.status, message.attempts) == (MessageStatus.WAITING, 0)


def test_without_a_mail_server_development_writes_files(app: Flask, worker: Worker, tmp_path: Path) -> None:
    queue(app)
    worker.transport = Folder(tmp_path / "mail")
    worker.send_next()
    [file] = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o077 == 0, "it holds live links"


def test_by_real_smtp(app: Flask, worker: Worker, moved: MovedClock) -> None:
    queue(app, subject="Une réponse d’Alger", text="نعم\n", html=None)
    lost_id = queue(app, address="nobody@example.org", subject="Perdu")
    with Mailbox() as mailbox:
        mailbox.refused["nobody@example.org"] = "550 <nobody@example.org> unknown"
        options = smtp_options(mailbox.url)
        assert options is not None
        worker.transport = Server(options, own_name="localhost")
        while worker.send_next():
            pass
        [mail] = mailbox.mails
        assert mail["Subject"] == "Une réponse d’Alger"
        assert mail.get_content() == "نعم\r\n"
    lost = message_of(app, lost_id)
    assert (lost.status, lost.failure) == (MessageStatus.FAILED, Failure.REFUSED)
    assert lost.last_error == "550 <…> unknown"


def test_a_closed_port_is_a_server_that_is_away(app: Flask, worker: Worker) -> None:
    with Mailbox() as mailbox:
        options = smtp_options(mailbox.url)
    assert options is not None
    worker.transport = Server(options, own_name="localhost")
    message_id = queue(app)
    worker.send_next()
    message = message_of(app, message_id)
    assert (message.status, message.failure) == (MessageStatus.WAITING, Failure.UNREACHABLE)


# --- jobs


def test_a_job_is_done_once(app: Flask, worker: Worker, registry: Registry) -> None:
    seen: list[Mapping[str, Any]] = []
    registry.handle("test.note", seen.append)
    enqueue(app, "test.note")
    assert worker.do_next()
    assert not worker.do_next()
    assert seen == [{"profile_id": 1}]
    assert [job.status for job in jobs_of(app, "test.note")] == [JobStatus.DONE]


def test_a_job_runs_outside_any_transaction_of_the_worker(app: Flask, worker: Worker, registry: Registry) -> None:
    def write_elsewhere(_payload: Mapping[str, Any]) -> None:
        with db.engine.begin() as connection:  # waits for ten seconds and fails if the worker holds the write lock
            connection.execute(sa.update(Job).values(last_error=None))

    registry.handle("test.write", write_elsewhere)
    enqueue(app, "test.write")
    worker.do_next()
    assert [job.status for job in jobs_of(app, "test.write")] == [JobStatus.DONE]


def test_a_failing_job_comes_back_and_is_given_up_at_last(
    app: Flask, worker: Worker, registry: Registry, moved: MovedClock
) -> None:
    def fail(_payload: Mapping[str, Any]) -> None:
        raise ValueError("awa@example.org is a secret")

    registry.handle("test.fail", fail)
    enqueue(app, "test.fail")
    for attempt in range(1, 9):
        assert worker.do_next()
        [job] = jobs_of(app, "test.fail")
        assert job.attempts == attempt
        moved.time = max(moved.time, job.due_at)
    assert job.status is JobStatus.FAILED
    assert job.last_error is not None
    assert job.last_error.startswith("ValueError")
    assert "secret" not in job.last_error
    assert not worker.do_next()


def test_changes_while_a_job_waits_are_one_job_and_while_it_runs_another(
    app: Flask, worker: Worker, registry: Registry
) -> None:
    def change_again(_payload: Mapping[str, Any]) -> None:
        if len(jobs_of(app, "test.refresh")) == 1:
            enqueue(app, "test.refresh", unique_key="refresh")
            enqueue(app, "test.refresh", unique_key="refresh")

    registry.handle("test.refresh", change_again)
    enqueue(app, "test.refresh", unique_key="refresh")
    enqueue(app, "test.refresh", unique_key="refresh")
    assert len(jobs_of(app, "test.refresh")) == 1
    while worker.do_next():
        pass
    assert [job.status for job in jobs_of(app, "test.refresh")] == [JobStatus.DONE, JobStatus.DONE]


def test_a_failed_job_leaves_the_work_to_a_newer_one_of_its_key(app: Flask, worker: Worker, registry: Registry) -> None:
    def overtaken(_payload: Mapping[str, Any]) -> None:
        if len(jobs_of(app, "test.refresh")) == 1:
            enqueue(app, "test.refresh", unique_key="refresh")
            raise ValueError

    registry.handle("test.refresh", overtaken)
    enqueue(app, "test.refresh", unique_key="refresh")
    while worker.do_next():
        pass
    assert [job.status for job in jobs_of(app, "test.refresh")] == [JobStatus.DONE, JobStatus.DONE]


def test_a_fact_becomes_one_job_for_each_subscriber_and_waits_two_seconds(
    app: Flask, worker: Worker, registry: Registry, moved: MovedClock
) -> None:
    seen: list[str] = []
    registry.subscribe("profile.changed", "matching.refresh")
    registry.subscribe("profile.changed", "search.index")
    registry.handle("matching.refresh", lambda payload: seen.append(f"matching {payload['profile_id']}"))
    registry.handle("search.index", lambda payload: seen.append(f"search {payload['profile_id']}"))
    with app.app_context():
        for _ in range(3):
            operations.publish("profile.changed", {"profile_id": 7}, now=clock.now())
        db.session.commit()
    assert not worker.do_next()
    moved.forward(seconds=2)
    while worker.do_next():
        pass
    assert sorted(seen) == ["matching 7", "search 7"]


def test_a_job_whose_change_was_rolled_back_never_existed(app: Flask) -> None:
    with app.app_context():
        operations.enqueue("test.note", {}, now=clock.now())
        db.session.rollback()
    assert jobs_of(app, "test.note") == []


def test_old_done_jobs_are_forgotten_and_failed_ones_kept(
    app: Flask, worker: Worker, registry: Registry, moved: MovedClock
) -> None:
    from matchmaking.outbox import jobs

    registry.handle(jobs.PURGE, jobs.purge)
    registry.handle("test.note", lambda _payload: None)
    enqueue(app, "test.note")
    worker.do_next()
    moved.forward(days=8)
    with app.app_context():
        db.session.add(
            Job(kind="test.lost", status=JobStatus.FAILED, due_at=START, created_at=START, finished_at=START)
        )
        operations.enqueue(jobs.PURGE, {}, now=clock.now(), unique_key=jobs.PURGE)
        db.session.commit()
    assert worker.do_next()
    assert jobs_of(app, "test.note") == []
    assert len(jobs_of(app, "test.lost")) == 1
    assert [job.status for job in jobs_of(app, jobs.PURGE)] == [JobStatus.DONE, JobStatus.WAITING]
    assert not worker.do_next()


def test_the_log_names_ids_and_kinds_only(
    app: Flask, worker: Worker, bag: Bag, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    message_id = queue(app)
    worker.send_next()
    assert f"message id={message_id} kind=introduction.proposal attempt=1 sent" in caplog.text
    assert "awa@example.org" not in caplog.text
    assert "token" not in caplog.text
    assert "NabdCare" not in caplog.text


def test_a_job_that_looks_at_everything_is_written_once_for_many_facts(app: Flask, registry: Registry) -> None:
    registry.subscribe("catalogue.changed", "catalogue.renew", whole=True)
    with app.app_context():
        for number in range(3):
            operations.publish("catalogue.changed", {"profile_id": number}, now=clock.now())
        db.session.commit()
    assert [job.payload for job in jobs_of(app, "catalogue.renew")] == [{}]
