"""Needs that nobody across the border covers, as the current suggestions see it.

A need is covered where an offer meets it at least plausibly in a current suggestion that is itself at least plausible,
and who offers it is visible now. So a need is uncovered by what the platform can see: no published profile across the
border offers it in words that the engine understands. The run knows it (`matching.MetNeed`); before the first run
nothing is covered and nothing is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from matchmaking.extensions import db
from matchmaking.matching import queries as matching
from matchmaking.matching.models import MatchRun
from matchmaking.paging import Page, cut
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country, Side

PAGE = 50
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class UncoveredNeed:
    """A need, and whose it is. A page names the organisation by `disclosure.shown_name` only."""

    opportunity: Opportunity
    profile: Profile

    @property
    def country(self) -> Country:
        """The shore it is asked from."""
        return self.profile.country

    @property
    def sectors(self) -> list[str]:
        """The organisation's sectors (`vocabulary.Sector` values); a need has none of its own."""
        return self.profile.sectors


def list_uncovered(*, today: date, page: int = 1) -> Page[UncoveredNeed]:
    """Open needs of visible profiles that no plausible suggestion rests on, by country, name and position. A page
    number beyond the last gives the last."""
    total = db.session.scalar(_uncovered(sa.select(sa.func.count(Opportunity.id)), today)) or 0
    here = cut(page, total=total, length=PAGE)
    query = (
        _uncovered(sa.select(Opportunity), today)
        .options(joinedload(Opportunity.profile))
        .order_by(Profile.country.desc(), sa.func.lower(Profile.name), Opportunity.position, Opportunity.id)
        .limit(here.length)
        .offset(here.start)
    )
    return here.page([UncoveredNeed(need, need.profile) for need in db.session.scalars(query)])


def list_keys(*, today: date) -> Sequence[str]:
    """All of them, by the keys of their opportunities."""
    return db.session.scalars(_uncovered(sa.select(Opportunity.key), today)).all()


@dataclass(frozen=True)
class Uncovered:
    """How many there are, and in how many of them each sector stands, for each country."""

    total: int
    sectors: Mapping[Country, Counter[str]]


def count_uncovered(*, today: date) -> Uncovered:
    """All of them, counted."""
    columns = sa.select(Profile.country, Profile.sectors, sa.func.count(Opportunity.id))
    counted = _uncovered(columns.select_from(Opportunity), today).group_by(Profile.id, Profile.country)
    sectors: dict[Country, Counter[str]] = {country: Counter() for country in Country}
    total = 0
    for country, stands_in, number in db.session.execute(counted):
        total += number
        sectors[country].update(dict.fromkeys(stands_in, number))
    return Uncovered(total, sectors)


def _uncovered(query: sa.Select[*Columns], today: date) -> sa.Select[*Columns]:
    """Of these needs, with their profiles beside them."""
    has_run = sa.exists().where(MatchRun.is_current)
    return (
        query.join(Profile, Profile.id == Opportunity.profile_id)
        .where(Opportunity.side == Side.NEED, visible(), has_run, ~matching.is_met(Opportunity.key))
        .where(sa.or_(Opportunity.closes_on.is_(None), Opportunity.closes_on >= today))
    )
