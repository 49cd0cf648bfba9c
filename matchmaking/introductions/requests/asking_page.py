"""The page on which an organisation asks: whom it may choose from, and how many requests it has left. Decides nothing.

It shows nobody that the directory or the organisation's own list would not show, and hides nobody for what another
organisation has said: that would tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.introductions.requests import queries
from matchmaking.matching import own_list
from matchmaking.matching.apart_page import SHORTEST_SEARCH
from matchmaking.matching.filters import ListFilters
from matchmaking.matching.queries import search_others
from matchmaking.profiles import labels
from matchmaking.profiles.disclosure import is_masked, shown_name
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import find_by_key, in_demonstration, list_for_user
from matchmaking.settings import queries as switches


@dataclass(frozen=True)
class Cap:
    """How many requests an organisation has pending, of how many."""

    pending: int
    most: int

    @property
    def left(self) -> int:
        """How many more it may send."""
        return max(0, self.most - self.pending)


def cap_of(profile: Profile, *, now: datetime) -> Cap:
    """What stands on the asker's pages."""
    return Cap(len(queries.list_pending(profile, now=now)), switches.current().pending_requests)


def askers(user: User) -> list[Profile]:
    """The organisations for which this person may ask."""
    demonstration = in_demonstration()
    return [one for one in list_for_user(user) if is_visible(one, demonstration=demonstration)]


def candidates(profile: Profile, chosen: Iterable[str], searched: str) -> list[Profile]:
    """Whom the page offers: those chosen already, those found by name, then the organisation's own suggestions."""
    named = [find_by_key(key) for key in dict.fromkeys(chosen)]
    found = search_others(profile, searched) if len(searched) >= SHORTEST_SEARCH else []
    listed: Sequence[Profile] = []
    if switches.current().suggestions_open:
        own = own_list.own_suggestions(profile, ListFilters(), shown=own_list.FIRST)
        listed = [one.other for one in own.shown]
    demonstration = in_demonstration()
    return [
        one
        for one in dict.fromkeys([*filter(None, named), *found, *listed])
        if one.country is not profile.country and is_visible(one, demonstration=demonstration)
    ]


def label(other: Profile) -> str:
    """An organisation as the asker may read it: « NabdCare · Startup · Oran »."""
    masked = is_masked(other, to_other_side=True)
    place = None if masked else other.city
    return " · ".join(filter(None, (shown_name(other, to_other_side=True), labels.label(other.kind), place)))
