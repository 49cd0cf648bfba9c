"""A participant's space: what asks for an answer, their organisations, their best suggestions. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from matchmaking.accounts.models import User
from matchmaking.events import queries as events
from matchmaking.events.models import Event, Mode
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
from matchmaking.meetings import queries as schedules
from matchmaking.meetings import wording as meeting_words
from matchmaking.meetings.sheets import queries as sheets
from matchmaking.meetings.sheets.lines import place_of
from matchmaking.profiles import queries as profiles
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.settings import queries as switches

SHOWN = 2  # suggestions on the first page; the whole list is one step away


@dataclass(frozen=True)
class NextMeeting:
    """Whom this person meets next, when by both clocks, and at which table or online."""

    other: str
    when: Markup
    where: str


@dataclass(frozen=True)
class FirstAnswer:
    """The introduction that is asked about first, drawn as a pair."""

    page: SidePage
    view: PairView
    mine: str  # the reader's shore: « ml » or « dz »

    @property
    def need(self) -> bool:
        """Whether the heaviest line answers the reader's own need."""
        return self.view.evidence[0].direction == f"{self.mine}_need"


@dataclass(frozen=True, kw_only=True)
class Space:
    """Everything the page shows, in the order in which it matters."""

    first: FirstAnswer | None
    to_answer: Sequence[SidePage]  # the others
    introductions: Sequence[SidePage]
    profiles: Sequence[Profile]
    hidden: Collection[Profile]  # published, but seen by nobody of the other shore
    claimable: Sequence[Profile]
    suggestions: Sequence[tuple[Profile, OwnSuggestion, PairView]]
    event: Event | None  # the running or next one
    to_say: Sequence[Profile]  # own organisations that have not said whether they come
    comes: bool  # one of them has said that it does
    next_meeting: NextMeeting | None


def gather(user: User, *, now: datetime) -> Space:
    """What waits for a person right now."""
    own, table, event = profiles.list_for_user(user), timetable(now), events.find_next(now)
    pages = [
        side_page.build(side, user, now=now, table=table)
        for introduction in introductions.list_for_user(user, now=now)
        if (side := own_side(user, introduction)) is not None
    ]
    waiting = [page for page in pages if page.can_answer and page.side.answer is Answer.PENDING]
    waiting.sort(key=lambda page: page.side.asked_at)
    first = _first(waiting, user)
    return Space(
        first=first,
        to_answer=waiting[1:] if first else waiting,
        introductions=[page for page in pages if page not in waiting],
        profiles=own,
        hidden=profiles.list_hidden([one for one in own if one.status is ProfileStatus.PUBLISHED]),
        claimable=profiles.list_claimable(user),
        suggestions=_suggestions(own, user) if switches.current().suggestions_open else [],
        event=event,
        to_say=events.list_unanswered_of(event, user) if event else [],
        comes=any(_comes(event, profile) for profile in own) if event else False,
        next_meeting=_next_meeting(event, user, now=now) if event else None,
    )


def _first(waiting: Sequence[SidePage], user: User) -> FirstAnswer | None:
    """The one that has waited longest; None where a profile is hidden or nothing stands beside anything: then it is a
    row as the others."""
    view = side_page.pair_of(waiting[0].side, user) if waiting else None
    if view is None or not view.evidence:
        return None
    return FirstAnswer(waiting[0], view, waiting[0].side.profile.country.value.lower())


def _comes(event: Event, profile: Profile) -> bool:
    found = events.find_attendance(event, profile)
    return found is not None and found.cancelled_at is None


def _next_meeting(event: Event, user: User, *, now: datetime) -> NextMeeting | None:
    """The one that is running or comes next; None before anything is published, and after the last."""
    profiles = sheets.list_own_profiles(user, event)
    own = {profile.id for profile in profiles}
    placement = sheets.find_next_told(schedules.find_published(event), profiles, now=now)
    if placement is None:
        return None
    side = next(side for side in placement.meeting.sides if side.profile_id in own)
    other, when = meeting_words.other_name(placement.meeting, side.profile), meeting_words.when(placement)
    sits = place_of(placement, side.profile, schedules.attendances_of(event, {side.profile_id}))
    at_table = sits.mode is Mode.ON_SITE
    return NextMeeting(other, when, meeting_words.table_words(placement) if at_table else str(_("Online")))


def _suggestions(own: Sequence[Profile], user: User) -> list[tuple[Profile, OwnSuggestion, PairView]]:
    """The best suggestions nobody has said anything about yet."""
    found, by = [], explainer()
    for profile in own:
        listed = own_list.own_suggestions(profile, ListFilters(), shown=own_list.FIRST)
        fresh = [one for one in listed.shown if one.reaction is None]
        found += [(profile, one, pair_view.build(*one.pair, user, by=by, linked=True)) for one in fresh[:SHOWN]]
    return found[:SHOWN]
