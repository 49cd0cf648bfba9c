"""Rows to documents and suggestions to rows: the only file that knows both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from matchmaking.matching.engine import OpportunityText, ProfileDocument, Suggestion
from matchmaking.profiles import amounts, content
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.models import Profile
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


def excludes(closed: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Closed pairs as the engine takes them: for each Malian key, the Algerian keys in their order."""
    apart: dict[str, list[str]] = {}
    for ml_key, dz_key in sorted(closed):
        apart.setdefault(ml_key, []).append(dz_key)
    return apart


def document(profile: Profile, *, on: date, rates: Rates, excludes: Sequence[str] = ()) -> ProfileDocument:
    """One profile as the engine reads it on a day."""
    return document_of(profile.key, content.of(profile), on=on, rates=rates, excludes=excludes)


def document_of(
    key: str, typed: ProfileContent, *, on: date | None, rates: Rates, excludes: Sequence[str] = ()
) -> ProfileDocument:
    """Typed content, from rows or from a file, as the engine reads it. Without a day, nothing counts as closed."""

    def euro(amount: Decimal | None) -> float | None:
        converted = amounts.in_euro(amount, typed.currency, on=on or date.max, table=rates)
        return None if converted is None else float(converted)

    return ProfileDocument(
        key=key,
        country=typed.country.value,
        kind=typed.kind.value,
        sectors=tuple(code.value for code in typed.sectors),
        languages=tuple(code.value for code in typed.languages),
        summary=typed.summary,
        opportunities=tuple(
            _opportunity(item, f"{key}/{number}")
            for number, item in enumerate(typed.opportunities, start=1)
            if on is None or item.closes_on is None or item.closes_on >= on
        ),
        stage=typed.stage.value if typed.stage else None,
        seeking_amount_eur=euro(typed.seeking_amount),
        ticket_min_eur=euro(typed.ticket_min),
        ticket_max_eur=euro(typed.ticket_max),
        stages=tuple(code.value for code in typed.stages),
        also_meets=tuple(code.value for code in typed.also_meets),
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


def _opportunity(item: OpportunityContent, otherwise: str) -> OpportunityText:
    kind = item.kind.value if item.kind else None
    return OpportunityText(key=item.key or otherwise, side=item.side.value, title=item.title, text=item.text, kind=kind)
