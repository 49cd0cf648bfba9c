"""A participant's space: what asks for an answer, their organisations, their best suggestions. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.events import queries as events
from matchmaking.events.models import Event
from matchmaking.introductions import queries as introductions
from matchmaking.introductions import side_page
from matchmaking.introductions.lifecycle import Answer
from matchmaking.introductions.policy import own_side
from matchmaking.introductions.side_page import SidePage
from matchmaking.introductions.timetable import timetable
from matchmaking.matching import own_list, pair_view
from matchmaking.matching.explaining import explainer
from matchmaking.matching.filters import ListFilters
from matchmaking.matching.own_list import OwnSuggestion
from matchmaking.matching.pair_view import PairView
from matchmaking.profiles import queries as profiles
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.settings import queries as switches

SHOWN = 2  # suggestions on the first page; the whole list is one step away


@dataclass(frozen=True, kw_only=True)
class Space:
    """Everything the page shows, in the order in which it matters."""

    to_answer: Sequence[SidePage]
    introductions: Sequence[SidePage]
    profiles: Sequence[Profile]
    hidden: Collection[Profile]  # published, but seen by nobody of the other shore
    claimable: Sequence[Profile]
    suggestions: Sequence[tuple[Profile, OwnSuggestion, PairView]]
    event: Event | None  # the running or next one
    to_say: Sequence[Profile]  # own organisations that have not said whether they come


def gather(user: User, *, now: datetime) -> Space:
    """What waits for a person right now."""
    own, table, event = profiles.list_for_user(user), timetable(now), events.find_next(now)
    pages = [
        side_page.build(side, user, now=now, table=table)
        for introduction in introductions.list_for_user(user, now=now)
        if (side := own_side(user, introduction)) is not None
    ]
    waiting = [page for page in pages if page.can_answer and page.side.answer is Answer.PENDING]
    return Space(
        to_answer=waiting,
        introductions=[page for page in pages if page not in waiting],
        profiles=own,
        hidden=profiles.list_hidden([one for one in own if one.status is ProfileStatus.PUBLISHED]),
        claimable=profiles.list_claimable(user),
        suggestions=_suggestions(own, user) if switches.current().suggestions_open else [],
        event=event,
        to_say=events.list_unanswered_of(event, user) if event else [],
    )


def _suggestions(own: Sequence[Profile], user: User) -> list[tuple[Profile, OwnSuggestion, PairView]]:
    """The best suggestions nobody has said anything about yet."""
    found, by = [], explainer()
    for profile in own:
        listed = own_list.own_suggestions(profile, ListFilters(), shown=own_list.FIRST)
        fresh = [one for one in listed.shown if one.reaction is None]
        found += [(profile, one, pair_view.build(*one.pair, user, by=by, linked=True)) for one in fresh[:SHOWN]]
    return found[:SHOWN]
