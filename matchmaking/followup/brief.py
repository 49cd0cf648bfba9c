"""The half page a committee reads: what is late, what falls due, which needs nobody covers.

A brief is a plain dictionary, so that the one that was read can be kept with its meeting. It names organisations and
states, never a contact, and knows no language: whoever opens it later may speak another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from matchmaking.accounts.models import User
from matchmaking.followup import queries
from matchmaking.followup.models import Action
from matchmaking.followup.queries.actions import list_due
from matchmaking.followup.uncovered import count_uncovered
from matchmaking.profiles.vocabulary import Country

AHEAD = timedelta(days=30)
LINES = 8  # of each list: half a page, the rest is counted
SECTORS = 5


def compose(reader: User, *, today: date) -> dict[str, Any]:
    """The brief of a day, as this reader may read it."""
    late, due = queries.list_late(today), list_due(today, until=today + AHEAD)
    needs = count_uncovered(today=today)
    return {
        "on": today.isoformat(),
        "late": _lines(late, today),
        "late_total": len(late),
        "due": _lines(due, today),
        "due_total": len(due),
        "uncovered_total": needs.total,
        "uncovered": {country.value: _first(needs.sectors[country]) for country in Country},
    }


def current(meeting_brief: Mapping[str, Any] | None, reader: User, *, today: date) -> Mapping[str, Any]:
    """The brief as it was read, or while the meeting is to come, that of today."""
    return meeting_brief if meeting_brief is not None else compose(reader, today=today)


def _lines(actions: Sequence[Action], today: date) -> list[dict[str, Any]]:
    return [
        {
            "id": action.id,
            "title": action.title,
            "owner": (action.owner_user.full_name if action.owner_user else action.owner_name)
            or action.owner_institution,
            "country": action.country.value,
            "status": action.status.value,
            "due_on": action.due_on.isoformat() if action.due_on else None,
        }
        for action in actions[:LINES]
    ]


def _first(counts: Mapping[str, int]) -> list[list[Any]]:
    """The sectors in which most needs stay uncovered: code and number."""
    return [[sector, number] for sector, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:SECTORS]]
