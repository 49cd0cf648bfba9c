"""Needs that nobody across the border covers, as the current suggestions see it.

A need is covered where it is the need of a line of evidence, itself at least plausible, in a current suggestion that
is at least plausible. So a need is uncovered by what the platform can see today: no published profile across the
border offers it in words that the engine understands. Before the first run nothing is covered and nothing is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from matchmaking.extensions import db
from matchmaking.followup.covering import covered_needs
from matchmaking.matching import queries as matching
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country, Side


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


def list_uncovered(*, today: date) -> list[UncoveredNeed]:
    """Open needs of visible profiles that no plausible suggestion rests on, by country, name and position."""
    run = matching.current_run()
    if run is None:
        return []
    covered = covered_needs(run, today=today)
    query = (
        sa.select(Opportunity)
        .join(Opportunity.profile)
        .where(Opportunity.side == Side.NEED, visible())
        .where(sa.or_(Opportunity.closes_on.is_(None), Opportunity.closes_on >= today))
        .options(joinedload(Opportunity.profile))
        .order_by(Profile.country.desc(), sa.func.lower(Profile.name), Opportunity.position, Opportunity.id)
    )
    return [UncoveredNeed(need, need.profile) for need in db.session.scalars(query) if need.key not in covered]
