"""The worker and the state of the outbox on the command line."""

from __future__ import annotations

import logging
import os
import signal
import sys
from types import FrameType

import click
from flask import current_app
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.database import reading
from matchmaking.outbox import heartbeats, queries
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
