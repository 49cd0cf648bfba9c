"""The worker and the state of the outbox on the command line."""

from __future__ import annotations

import logging
import os
import signal
import sys
from types import FrameType
from typing import BinaryIO

import click
from flask import current_app
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.database import reading
from matchmaking.extensions import db
from matchmaking.outbox import bounces, heartbeats, operations, queries
from matchmaking.outbox.worker import make_worker

outbox = AppGroup("outbox", help="Look at messages and jobs.")


@click.command("worker")
def worker() -> None:
    """Carry out jobs and send messages until stopped."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO, stream=sys.stdout)
    at_work = make_worker(current_app._get_current_object())  # type: ignore[attr-defined]

    def leave(number: int, _frame: FrameType | None) -> None:
        if at_work.stop.is_set():  # asked twice: now
            os._exit(128 + number)
        at_work.stop.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    if not at_work.run():
        # A job goes on in its thread. Its lease has been ended, so the next worker does it again from the start.
        logging.shutdown()
        os._exit(0)


@outbox.command("bounces")
@click.argument("mail", type=click.File("rb"))
def read_bounce(mail: BinaryIO) -> None:
    """Read a mail that came back (a delivery report), from a file or, with « - », from the mail server's pipe."""
    try:
        report = bounces.read(mail.read(bounces.LONGEST + 1))
    except bounces.UnreadableReport as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from None
    message = operations.record_bounce(report, now=clock.now())
    db.session.commit()
    if message is None:
        print("nothing to do: no mail of ours came back for good by this report, or it was known")
    else:
        print(f"message {message.id} came back: {message.last_error}")


@outbox.command("status")
def status() -> None:
    """Print what waits, runs, failed and is done, and which workers are alive."""
    now = clock.now()
    with reading():
        for name, counts in (("messages", queries.count_messages()), ("jobs", queries.count_jobs())):
            print(f"{name:<10}" + "  ".join(f"{state} {number}" for state, number in counts.items()))
        for job in queries.list_failed_jobs():
            print(f"failed    job {job.id} {job.kind} after {job.attempts} attempts: {job.last_error}")
        workers = heartbeats.list_alive(now)
        for beat in workers:
            print(f"worker    {beat.name} since {beat.started_at:%Y-%m-%d %H:%M} UTC  {beat.doing or 'waits for work'}")
        if not workers:
            last = heartbeats.last_beat()
            print("worker    none alive" + (f", last sign of life {last:%Y-%m-%d %H:%M:%S} UTC" if last else ""))
