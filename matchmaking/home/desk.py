"""An organizer's morning: how much waits where. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from matchmaking.accounts.models import User
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.matching import queue
from matchmaking.matching.filters import queue_filters
from matchmaking.matching.queries import current_run
from matchmaking.outbox import queries as outbox
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.profiles import queries as profiles


@dataclass(frozen=True)
class Task:
    """Something that waits: how many, of what, and where it is done. An `urgent` one keeps somebody waiting."""

    number: int
    label: str
    url: str
    urgent: bool = False


def tasks(user: User, *, now: datetime) -> list[Task]:
    """All kinds of work, also those of which there is none right now."""
    submitted, edits = profiles.count_waiting()
    by_status = introductions.count_by_status()
    accepted = by_status.get(IntroductionStatus.ACCEPTED, 0)
    failed = outbox.count_messages().get(MessageStatus.FAILED, 0)
    return [
        Task(submitted, _("profiles to check"), url_for("profiles.moderation"), urgent=submitted > 0),
        Task(edits, _("edits to check"), url_for("profiles.moderation"), urgent=edits > 0),
        Task(_pairs_to_read(), _("pairs to read"), url_for("matching.queue")),
        Task(len(introductions.list_calls(user, now=now)), _("people to call"), url_for("introductions.call_list")),
        Task(
            by_status.get(IntroductionStatus.PROPOSED, 0),
            _("introductions waiting for an answer"),
            url_for("introductions.index"),
        ),
        Task(accepted, _("introductions accepted"), url_for("introductions.index")),
        Task(failed, _("mails that could not leave"), url_for("outbox.messages"), urgent=failed > 0),
    ]


def _pairs_to_read() -> int:
    """As many as the queue shows before anybody filters it."""
    return queue.count_waiting(queue_filters(MultiDict(), current_run()))
