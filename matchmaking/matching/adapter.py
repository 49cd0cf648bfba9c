"""Rows to documents and suggestions to rows: the only file that knows both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from matchmaking.matching.engine import OpportunityText, ProfileDocument, Suggestion
from matchmaking.profiles import amounts
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.vocabulary import Currency

Rates = Mapping[Currency, Decimal]
# The columns of a suggestion's row that a run computes.
COMPUTED = ("rank_for_ml", "rank_for_dz", "score", "forward", "backward", "affinity", "facts", "correction")


def documents(
    profiles: Iterable[Profile], *, on: date, excludes: Mapping[str, Sequence[str]] | None = None
) -> list[ProfileDocument]:
    """Profiles as the engine reads them on a day: amounts in euro, offers and needs that closed before left out.

    `excludes`: for a profile's key, the keys it must not be suggested with.
    """
    rates, apart = amounts.rates(on=on), excludes or {}
    return [document(profile, on=on, rates=rates, excludes=apart.get(profile.key, ())) for profile in profiles]


def document(profile: Profile, *, on: date, rates: Rates, excludes: Sequence[str] = ()) -> ProfileDocument:
    """One profile as the engine reads it."""
    return ProfileDocument(
        key=profile.key,
        country=profile.country.value,
        kind=profile.kind.value,
        sectors=tuple(profile.sectors),
        languages=tuple(profile.languages),
        summary=profile.summary,
        opportunities=tuple(_opportunity(row) for row in profile.opportunities if not _closed(row, on)),
        stage=profile.stage.value if profile.stage else None,
        seeking_amount_eur=_euro(profile.seeking_amount, profile, on, rates),
        ticket_min_eur=_euro(profile.ticket_min, profile, on, rates),
        ticket_max_eur=_euro(profile.ticket_max, profile, on, rates),
        stages=tuple(profile.stages),
        also_meets=tuple(profile.also_meets),
        excludes=tuple(excludes),
    )


def values(suggestion: Suggestion) -> dict[str, Any]:
    """The columns of a suggestion's row, without its profiles and its run."""
    return {
        "rank_for_ml": suggestion.left_rank,
        "rank_for_dz": suggestion.right_rank,
        "score": suggestion.score,
        "forward": suggestion.forward,
        "backward": suggestion.backward,
        "affinity": suggestion.affinity,
        "facts": suggestion.facts,
        "correction": suggestion.correction,
    }


def _opportunity(row: Opportunity) -> OpportunityText:
    return OpportunityText(
        key=row.key, side=row.side.value, title=row.title, text=row.text, kind=row.kind.value if row.kind else None
    )


def _closed(row: Opportunity, on: date) -> bool:
    return row.closes_on is not None and row.closes_on < on


def _euro(amount: Decimal | None, profile: Profile, on: date, rates: Rates) -> float | None:
    converted = amounts.in_euro(amount, profile.currency, on=on, table=rates)
    return None if converted is None else float(converted)
