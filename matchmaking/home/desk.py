"""An organizer's morning: how much waits where. Reads only."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from matchmaking.accounts.models import User
from matchmaking.home.tasks import Task, of_the_committee, of_the_day, of_the_outcomes, of_the_schedule
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.call_list import count_calls
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.notebook import queries as notebook
from matchmaking.introductions.queries import Attention
from matchmaking.introductions.requests import queries as requests
from matchmaking.matching import queue
from matchmaking.matching.filters import queue_filters
from matchmaking.matching.queries import current_run
from matchmaking.outbox import queries as outbox
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.plans.page import count_replacements
from matchmaking.profiles import queries as profiles
from matchmaking.profiles.twins.queries import list_twins


def tasks(user: User, *, now: datetime) -> list[Task]:
    """All kinds of work, also those of which there is none right now."""
    by_status = introductions.count_by_status()
    proposed = by_status.get(IntroductionStatus.PROPOSED, 0)
    accepted = by_status.get(IntroductionStatus.ACCEPTED, 0)
    failed = outbox.count_messages().get(MessageStatus.FAILED, 0)
    pairs, calls = _pairs_to_read(), count_calls(user, now=now)
    places, asked = count_replacements(), requests.count_waiting()
    followed = notebook.count_followed(user)
    to_introductions = url_for("introductions.index")
    return [
        *of_the_day(now),
        *_of_profiles(user),
        Task(
            places,
            ngettext("place to fill again", "places to fill again", places),
            url_for("plans.replacements"),
            urgent=places > 0,
        ),
        Task(pairs, ngettext("pair to read", "pairs to read", pairs), url_for("matching.queue")),
        Task(
            asked,
            ngettext("request to answer", "requests to answer", asked),
            url_for("requests.index"),
            urgent=asked > 0,
        ),
        Task(calls, ngettext("person to call", "people to call", calls), url_for("introductions.call_list")),
        *_attention(introductions.count_attention()),
        *of_the_schedule(now),
        *of_the_outcomes(),
        *of_the_committee(now),
        Task(
            proposed,
            ngettext("introduction waiting for an answer", "introductions waiting for an answer", proposed),
            to_introductions,
        ),
        Task(
            followed,
            ngettext("introduction that you follow", "introductions that you follow", followed),
            url_for("introductions.index", mine="1"),
        ),
        Task(accepted, ngettext("introduction accepted", "introductions accepted", accepted), to_introductions),
        Task(
            failed,
            ngettext("mail that could not leave", "mails that could not leave", failed),
            url_for("outbox.messages"),
            urgent=failed > 0,
        ),
    ]


def _of_profiles(user: User) -> list[Task]:
    """What authors have sent, and organisations that may stand there twice."""
    submitted, edits = profiles.count_waiting(user)
    twins, to_profiles = len(list_twins()), url_for("profiles.moderation")
    return [
        Task(
            submitted, ngettext("profile to check", "profiles to check", submitted), to_profiles, urgent=submitted > 0
        ),
        Task(edits, ngettext("edit to check", "edits to check", edits), to_profiles, urgent=edits > 0),
        Task(twins, ngettext("possible duplicate", "possible duplicates", twins), url_for("twins.index")),
    ]


def _attention(counts: dict[Attention, int]) -> list[Task]:
    """What the clocks and the authors of profiles have brought up."""
    alerted, rewritten = counts[Attention.ALERTED], counts[Attention.REWRITTEN]
    return [
        Task(
            alerted,
            ngettext("introduction nobody answers", "introductions nobody answers", alerted),
            url_for("introductions.index", attention=Attention.ALERTED.value),
            urgent=alerted > 0,
        ),
        Task(
            rewritten,
            ngettext(
                "introduction whose need or offer changed", "introductions whose need or offer changed", rewritten
            ),
            url_for("introductions.index", attention=Attention.REWRITTEN.value),
            urgent=rewritten > 0,
        ),
    ]


def _pairs_to_read() -> int:
    """As many as the queue shows before anybody filters it."""
    return queue.count_waiting(queue_filters(MultiDict(), current_run()))
