"""The worker: takes due messages and jobs one at a time, carries them out, writes down how it went.

Mails and jobs have a thread each, so that no sign-in link waits for a computation; a third one gives the sign of
life. No transaction is open while a mail is sent or a job runs. Log lines hold ids, kinds and codes only.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Flask

from matchmaking import clock
from matchmaking.config import Settings
from matchmaking.database import reading
from matchmaking.errors import place_of
from matchmaking.extensions import db
from matchmaking.outbox import claims, heartbeats, operations
from matchmaking.outbox.claims import Envelope, Task
from matchmaking.outbox.mail import Undeliverable, compose, mint_links
from matchmaking.outbox.registry import registry
from matchmaking.outbox.transport import Transport, transport_for

log = logging.getLogger(__name__)
Item = TypeVar("Item", Envelope, Task)

SHORTEST_PAUSE, LONGEST_PAUSE = 0.01, 0.8  # seconds between two looks at the outbox
PAUSE_AFTER_ERROR = 5.0
BEAT = 3.0
GRACE = 8.0  # how long a job may go on after the worker was asked to leave


@dataclass
class Worker:
    """One process's share of the work, under a name that no other process has."""

    app: Flask
    transport: Transport | None
    name: str = field(default_factory=lambda: f"{socket.gethostname()[:32]}:{os.getpid()}:{uuid.uuid4().hex[:8]}")
    stop: threading.Event = field(default_factory=threading.Event)
    envelope: Envelope | None = None  # in the hands of the mail thread
    task: Task | None = None  # in the hands of the job thread

    def run(self) -> bool:
        """Work until `stop` is set; returns whether everything in hand was finished."""
        self._begin()
        mails = threading.Thread(target=self._repeat, args=(self.send_next,), name="mails", daemon=True)
        tasks = threading.Thread(target=self._repeat, args=(self.do_next,), name="jobs", daemon=True)
        beats = threading.Thread(target=self._give_signs_of_life, name="heartbeat", daemon=True)
        for thread in (mails, tasks, beats):
            thread.start()
        while not self.stop.wait(1.0):  # a signal handler runs between two waits
            pass
        deadline = time.monotonic() + GRACE
        for thread in (mails, tasks, beats):
            thread.join(max(0.1, deadline - time.monotonic()))
        self._end()
        return not (mails.is_alive() or tasks.is_alive())

    def send_next(self) -> bool:
        """Send one due message; False where none is due."""
        if self.transport is None:
            return False
        with self.app.app_context():
            self.envelope = self._claim(claims.has_due_message, claims.claim_message)
        if self.envelope is None:
            return False
        try:
            self._send(self.envelope, self.transport)
        finally:
            self.envelope = None
        return True

    def do_next(self) -> bool:
        """Do one due job; False where none is due."""
        with self.app.app_context():
            self.task = self._claim(claims.has_due_job, claims.claim_job)
        if self.task is None:
            return False
        try:
            self._do(self.task)
        finally:
            self.task = None
        return True

    def _claim(self, is_due: Callable[..., bool], claim: Callable[..., Item | None]) -> Item | None:
        now = clock.now()
        with reading():
            due = is_due(now)
            db.session.rollback()
        if not due:
            return None
        item = claim(self.name, now=now)
        db.session.commit()
        return item

    def _send(self, envelope: Envelope, transport: Transport) -> None:
        with self._writing_down(f"message id={envelope.id} kind={envelope.kind} attempt={envelope.attempt}") as note:
            try:
                with self.app.app_context(), reading():
                    addresses = mint_links(envelope, registry().minters)
                    sender = _settings(self.app).mail_from
                transport.deliver(compose(envelope, addresses, sender=sender, now=clock.now()))
            except Undeliverable as error:
                note.append(f"unsent failure={error.failure} permanent={error.permanent}")
                with self.app.app_context():
                    held = claims.settle_unsent(
                        envelope, self.name, error.failure, error.detail, permanent=error.permanent, now=clock.now()
                    )
                    if held and error.dead_address:
                        operations.publish_bounce(envelope.id, now=clock.now())
                    db.session.commit()
            else:
                note.append("sent")
                with self.app.app_context():
                    held = claims.settle_sent(envelope, self.name, now=clock.now())
                    db.session.commit()
            if not held:
                note.append("lease=lost")

    def _do(self, task: Task) -> None:
        with self._writing_down(f"job id={task.id} kind={task.kind} attempt={task.attempt}") as note:
            try:
                with self.app.app_context():
                    registry().handlers[task.kind](task.payload)
            except Exception as error:  # a job of any feature may fail in any way; the next attempt is written down
                note.append(f"failed error={place_of(error)}")
                with self.app.app_context():
                    held = claims.settle_undone(task, self.name, place_of(error), now=clock.now())
                    db.session.commit()
            else:
                note.append("done")
                with self.app.app_context():
                    held = claims.settle_done(task, self.name, now=clock.now())
                    db.session.commit()
            if not held:
                note.append("lease=lost")

    @contextmanager
    def _writing_down(self, what: str) -> Iterator[list[str]]:
        started, note = time.monotonic(), [what]
        yield note
        log.info("%s ms=%d", " ".join(note), (time.monotonic() - started) * 1000)

    def _repeat(self, step: Callable[[], bool]) -> None:
        pause = SHORTEST_PAUSE
        while not self.stop.is_set():
            try:
                pause = SHORTEST_PAUSE if step() else min(pause * 2, LONGEST_PAUSE)
            except Exception as error:  # the database may be away for a while; leases bring the row back
                log.error("interrupted error=%s", place_of(error))
                pause = PAUSE_AFTER_ERROR
            self.stop.wait(pause)

    def _begin(self) -> None:
        log.info("worker %s begins", self.name)
        if self.transport is None:
            log.warning("SMTP_URL is not set: messages wait until it is")
        with self.app.app_context():
            now = clock.now()
            heartbeats.begin(self.name, now=now)
            for kind in registry().lasting:
                operations.enqueue(kind, {}, now=now, unique_key=kind)
            db.session.commit()

    def _give_signs_of_life(self) -> None:
        while not self.stop.wait(BEAT):
            try:
                with self.app.app_context():
                    now = clock.now()
                    heartbeats.beat(self.name, self.doing, now=now)
                    claims.renew(self.name, *self._in_hand(), now=now)
                    db.session.commit()
            except Exception as error:  # as above
                log.error("no heartbeat error=%s", place_of(error))

    def _end(self) -> None:
        with self.app.app_context():
            claims.let_go(self.name, *self._in_hand(), now=clock.now())
            heartbeats.end(self.name)
            db.session.commit()
        log.info("worker %s leaves", self.name)

    @property
    def doing(self) -> str:
        """What is in hand, for the organizers' page: kinds and numbers only."""
        items = [f"{item.kind} {item.id}" for item in (self.envelope, self.task) if item is not None]
        return ", ".join(items)

    def _in_hand(self) -> tuple[list[int], list[int]]:
        envelope, task = self.envelope, self.task
        return [envelope.id] if envelope else [], [task.id] if task else []


def make_worker(app: Flask) -> Worker:
    """A worker with the way out that this installation has."""
    return Worker(app, transport_for(_settings(app)))


def _settings(app: Flask) -> Settings:
    settings = app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings
