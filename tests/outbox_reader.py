"""What the outbox holds: runs the jobs that wait, and opens the links of the mails as the worker would make them."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.outbox.lifecycle import JobStatus
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.registry import registry


def do_jobs(app: Flask, kind: str) -> int:
    """Do every waiting job of a kind, as a worker would; returns how many there were."""
    with app.app_context():
        query = sa.select(Job).where(Job.kind == kind, Job.status == JobStatus.WAITING).order_by(Job.id)
        jobs = [(job.id, dict(job.payload)) for job in db.session.scalars(query)]
        for job_id, payload in jobs:
            taken = db.session.get_one(Job, job_id)
            taken.status, taken.leased_until = JobStatus.RUNNING, clock.now()
            db.session.commit()
            registry().handlers[kind](payload)
            done = db.session.get_one(Job, job_id)
            done.status, done.finished_at = JobStatus.DONE, clock.now()
            db.session.commit()
    return len(jobs)


def mails(app: Flask, address: str) -> list[Message]:
    """The mails to an address, oldest first."""
    with app.app_context():
        query = sa.select(Message).where(Message.address == address).order_by(Message.id)
        found = list(db.session.scalars(query))
        db.session.expunge_all()
    return found


def open_link(app: Flask, message: Message, name: str) -> str:
    """The path behind a placeholder of a mail, minted as the worker would."""
    with app.app_context():
        link = dict(message.links[name])
        address = registry().minters[link.pop("purpose")](link)
    return address.removeprefix("http://localhost")
