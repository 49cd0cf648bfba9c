"""« Not to be introduced to me »: an organisation's two lists, its search, and what it declined. For its own people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.locale import moment
from matchmaking.matching import queries, wording
from matchmaking.matching.models import ApartList, KeptApart, Reaction
from matchmaking.profiles.disclosure import is_masked, shown_name
from matchmaking.profiles.models import Profile

SHORTEST_SEARCH = 2


@dataclass(frozen=True)
class Named:
    """An organisation as this one may read it, with a line about it."""

    key: str
    name: str
    country: str
    place: str | None
    note: str | None = None


@dataclass(frozen=True)
class ApartPage:
    """Everything the page shows; `found` is None before anything was searched."""

    partners: Sequence[Named]
    not_to_introduce: Sequence[Named]
    declined: Sequence[Named]
    found: Sequence[Named] | None


def apart_page(profile: Profile, wanted: str, *, now: datetime) -> ApartPage:
    """The page; `wanted` is what was typed in the search."""
    lines = queries.list_kept_apart(profile)
    named = {line.other_profile_id for line in lines}
    found = queries.search_others(profile, wanted) if len(wanted) >= SHORTEST_SEARCH else []
    return ApartPage(
        partners=_on(lines, ApartList.ALREADY_PARTNERS),
        not_to_introduce=_on(lines, ApartList.DO_NOT_INTRODUCE),
        declined=[_declined(reaction, now) for reaction in queries.list_declined_by(profile)],
        found=[_named(other) for other in found if other.id not in named] if wanted else None,
    )


def _on(lines: Sequence[KeptApart], kept_on: ApartList) -> list[Named]:
    return [_named(line.other_profile) for line in lines if line.kept_on is kept_on]


def _declined(reaction: Reaction, now: datetime) -> Named:
    said = moment(reaction.reacted_at, now=now)
    return _named(reaction.other_profile, f"{said} · {wording.decline_holds(reaction)}")


def _named(other: Profile, note: str | None = None) -> Named:
    hidden = is_masked(other, to_other_side=True)
    name = shown_name(other, to_other_side=True)
    return Named(other.key, name, other.country.value, None if hidden else other.city, note)
