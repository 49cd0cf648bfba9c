"""What the worker does for mailings: the digests of the day. Running it again on one day writes nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.mailings import digest, page, queries
from matchmaking.mailings.digests import DIGEST, write_digest
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.registry import registry

MORNING = 7  # o'clock in Bamako, where it is UTC


def daily(_payload: Mapping[str, Any]) -> None:
    """Write the digests that are due, each in a transaction of its own, and ask for the same tomorrow."""
    now = clock.now()
    for user_id in queries.list_digest_readers():
        write_digest(user_id, now=now)
        db.session.commit()
    outbox.enqueue(DIGEST, {}, now=now, unique_key=DIGEST, after=clock.next_at(MORNING, now) - now)
    db.session.commit()


def _mint_home(_payload: Mapping[str, Any]) -> str:
    return digest.home_address()


def init_app(app: Flask) -> None:
    """Tell the outbox who does it and what our letters are called."""
    ours = registry(app)
    ours.handle(DIGEST, daily)
    ours.keep_going(DIGEST)
    ours.mint("mailing.home", _mint_home)
    ours.name_subjects("mailing", page.name_for_letters)
    ours.label("mailing.message", _l("Message to many"))
    ours.label(DIGEST, _l("What waits for you"))
