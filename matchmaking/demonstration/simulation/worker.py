"""The worker of the simulated year: it does what is due with the product's own handlers, and its letters go nowhere.

A letter that is due counts as sent at that moment and is thrown away: nothing is written to a folder, no mail server
is spoken to. What the engine would compute after every change is computed on the days that the story names.
"""

from __future__ import annotations

import json
from datetime import datetime

from matchmaking.extensions import db
from matchmaking.matching.running import REFRESH, run_matching
from matchmaking.outbox import claims
from matchmaking.outbox.mail import Undeliverable, mint_links
from matchmaking.outbox.registry import registry

NAME = "simulation"


def send_due(until: datetime) -> None:
    """Every letter leaves at the moment it is due, or where its link cannot be made any more, fails as it would."""
    while due_at := claims.find_due(until):
        envelope = claims.claim_message(NAME, now=due_at)
        assert envelope is not None  # a letter at its own time rests no more
        try:
            mint_links(envelope, registry().minters)
        except Undeliverable as error:
            claims.settle_unsent(envelope, NAME, error.failure, error.detail, permanent=error.permanent, now=due_at)
        else:
            claims.settle_sent(envelope, NAME, now=due_at)


def do_due(now: datetime) -> None:
    """One round over the jobs that are due. Handlers may run twice and then do nothing more, so jobs that ask for the
    same are done once."""
    done: set[tuple[str, str]] = set()
    while task := claims.claim_job(NAME, now=now):
        asked = (task.kind, json.dumps(task.payload, sort_keys=True))
        if task.kind != REFRESH and asked not in done:
            registry().handlers[task.kind](task.payload)
        done.add(asked)
        claims.settle_done(task, NAME, now=now)
    db.session.commit()


def compute_suggestions(now: datetime) -> None:
    """A run of the engine over what is shown now."""
    for _step in run_matching(now=now):
        db.session.commit()
