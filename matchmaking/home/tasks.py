"""What waits for somebody who works here, and what waits once two organisations are introduced: their meetings, what
came of them. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import ngettext

from matchmaking.events.door import list_door
from matchmaking.events.policy import is_on
from matchmaking.events.queries import find_next
from matchmaking.followup import queries as followup
from matchmaking.followup.queries import actions, meetings
from matchmaking.meetings import queries as schedules

SOON = timedelta(days=3)  # a meeting of the committee wants its brief read


@dataclass(frozen=True)
class Task:
    """Something that waits: how many, of what, and where it is done. An `urgent` one keeps somebody waiting."""

    number: int
    label: str
    url: str
    urgent: bool = False


def of_the_day(now: datetime) -> list[Task]:
    """Who is expected and not there yet, while the day runs: the way to the board."""
    event = find_next(now)
    if event is None or not is_on(event, now):
        return []
    away = sum(one.arrived_at is None for one in list_door(event))
    return [Task(away, ngettext("person still to come", "people still to come", away), url_for("day.board"))]


def of_the_schedule(now: datetime) -> list[Task]:
    """A draft that nobody has published, and people whom no letter about their meetings reaches."""
    event = find_next(now)
    if event is None:
        return []
    drafts = int(schedules.find_draft(event) is not None)
    calls = schedules.count_to_call(event)
    page = url_for("meetings.index")
    return [
        Task(drafts, ngettext("draft of the schedule to publish", "drafts of the schedule to publish", drafts), page),
        Task(
            calls,
            ngettext("person to tell their meetings by phone", "people to tell their meetings by phone", calls),
            url_for("meetings.index", _anchor="calls"),
            urgent=calls > 0,
        ),
    ]


def of_the_outcomes() -> list[Task]:
    """Who was asked what came of an introduction and has not said it."""
    unheard = followup.count_to_ask()
    return [
        Task(
            unheard,
            ngettext("outcome to hear by phone", "outcomes to hear by phone", unheard),
            url_for("followup.to_ask"),
        )
    ]


def of_the_committee(now: datetime) -> list[Task]:
    """Late actions, and meetings that are near or that left no word."""
    late, due = actions.count_late(now.date()), meetings.count_due(until=now + SOON)
    return [
        Task(
            late,
            ngettext("late action", "late actions", late),
            url_for("followup.plan", late="1"),
            urgent=late > 0,
        ),
        Task(
            due,
            ngettext("committee meeting to prepare or to note", "committee meetings to prepare or to note", due),
            url_for("followup.meetings"),
        ),
    ]
