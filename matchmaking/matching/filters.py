"""The filters of the organizers' queue and of an investor's list, as they stand in the address bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from matchmaking.matching.engine import Parameters, Strength
from matchmaking.matching.forms import code_of
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.matching.queries import parameters_of
from matchmaking.matching.queue import QueueFilters
from matchmaking.matching.wording import AT_LEAST
from matchmaking.profiles import labels
from matchmaking.profiles.amounts import in_euro, rates
from matchmaking.profiles.models import Profile
from matchmaking.profiles.money import UnreadableAmount, read_amount
from matchmaking.profiles.vocabulary import Country, Currency, Kind, Language, OpportunityKind, Sector, Side, Stage

Rates = Mapping[Currency, Decimal]
NAMES = ("sector", "kind", "strength", "unserved")


@dataclass(frozen=True)
class Chosen:
    """A filter that is on, with the address of the page without it."""

    label: str
    url: str


def threshold(strength: Strength, parameters: Parameters) -> float | None:
    """The score from which a pair is called so; None for the weakest word, which every pair deserves."""
    named = {
        Strength.STRONG: parameters.strong,
        Strength.GOOD: parameters.good,
        Strength.PLAUSIBLE: parameters.plausible,
    }
    return named.get(strength)


def queue_filters(args: MultiDict[str, str], run: MatchRun | None) -> QueueFilters:
    """The organizers' filters; words that are no code are passed over. Unless asked for, weak pairs stay out."""
    return QueueFilters(
        sector=code_of(args, "sector", Sector),
        kind=code_of(args, "kind", Kind),
        at_least=threshold(code_of(args, "strength", Strength) or Strength.PLAUSIBLE, parameters_of(run)),
        unserved=code_of(args, "unserved", Country),
    )


def kept(args: MultiDict[str, str]) -> dict[str, Any]:
    """The filters that are on, for links that keep them."""
    return {name: args[name] for name in NAMES if args.get(name)}


def chosen(args: MultiDict[str, str], endpoint: str) -> list[Chosen]:
    """A chip for each of the queue's filters that is on."""
    words: dict[str, Mapping[Any, Any]] = {
        "sector": labels.SECTORS,
        "kind": labels.KINDS,
        "strength": AT_LEAST,
        "unserved": {
            Country.MALI: _("Mali: nobody introduced yet"),
            Country.ALGERIA: _("Algeria: nobody introduced yet"),
        },
    }
    on = kept(args)
    return _chips({name: _word(words[name], value) for name, value in on.items()}, on, endpoint)


@dataclass(frozen=True, kw_only=True)
class ListFilters:
    """What a participant looks for in their own list. `need` is a kind of need of the other side."""

    country: str | None = None  # where the other is registered: its shore, or a third country
    sector: Sector | None = None
    stage: Stage | None = None
    language: Language | None = None
    need: OpportunityKind | None = None
    most: str | None = None  # the largest amount sought, as typed
    most_eur: Decimal | None = None
    label: bool = False  # only those that carry one

    @property
    def as_args(self) -> dict[str, str]:
        """The filters that are on, for links that keep them."""
        names = ("country", "sector", "stage", "language", "need", "most")
        named = {name: str(value) for name in names if (value := getattr(self, name))}
        return named | ({"label": "1"} if self.label else {})

    def __bool__(self) -> bool:
        return bool(self.as_args)

    def chips(self, endpoint: str, **always: str) -> list[Chosen]:
        """A chip for each filter that is on; `always` stays in every address."""
        words = {
            "sector": labels.SECTORS,
            "stage": labels.STAGES,
            "language": labels.LANGUAGES,
            "need": labels.OPPORTUNITY_KINDS,
        }
        on = self.as_args
        told = {name: _word(words[name], on[name]) for name in words if name in on}
        if self.country:
            told["country"] = labels.territory(self.country)
        if self.most:
            told["most"] = _("at most %(amount)s", amount=self.most)
        if self.label:
            told["label"] = _("With a label")
        return _chips(told, on, endpoint, **always)


def list_filters(args: MultiDict[str, str], own: Profile, *, on: date) -> ListFilters:
    """A participant's filters; what cannot be read is passed over.

    An amount without a currency is meant in that of their own profile, else in euro.
    """
    typed, euro = args.get("most", "").strip(), None
    try:
        amount = read_amount(typed) if typed else None
    except UnreadableAmount:
        amount = None
    if amount is not None:
        euro = in_euro(amount.value, amount.currency or own.currency or Currency.EUR, on=on)
    country = args.get("country", "")
    return ListFilters(
        country=country if country in dict(labels.territories()) else None,
        label=bool(args.get("label")),
        sector=code_of(args, "sector", Sector),
        stage=code_of(args, "stage", Stage),
        language=code_of(args, "language", Language),
        need=code_of(args, "need", OpportunityKind),
        most=typed if amount is not None else None,
        most_eur=euro,
    )


def apply(filters: ListFilters, mine: Profile, suggestions: Sequence[Suggestion], *, on: date) -> list[Suggestion]:
    """Those of an organisation's suggestions whose other side fits the filters."""
    table = rates(on=on) if filters.most_eur is not None else {}
    return [one for one in suggestions if _fits(filters, other_of(one, mine), table, on)]


def other_of(suggestion: Suggestion, mine: Profile) -> Profile:
    """The profile across the border."""
    return suggestion.dz_profile if suggestion.ml_profile_id == mine.id else suggestion.ml_profile


def seat_of(profile: Profile) -> str:
    """Where an organisation is registered, as a country code: its own shore unless it says otherwise."""
    return profile.seat_country or profile.country.value


def _fits(filters: ListFilters, other: Profile, table: Rates, on: date) -> bool:
    return (
        _registered(filters, other)
        and (filters.sector is None or filters.sector in other.sectors)
        and (filters.stage is None or filters.stage is other.stage)
        and (filters.language is None or filters.language in other.languages)
        and (filters.need is None or _needs(other, filters.need))
        and _affordable(filters.most_eur, other, table, on)
    )


def _needs(other: Profile, kind: OpportunityKind) -> bool:
    return any(row.kind is kind for row in other.opportunities if row.side is Side.NEED)


def _registered(filters: ListFilters, other: Profile) -> bool:
    """Whether it has its seat, and the label, that are looked for."""
    return filters.country in (None, seat_of(other)) and (not filters.label or bool(other.startup_label))


def _affordable(most: Decimal | None, other: Profile, table: Rates, on: date) -> bool:
    """Whether the amount sought is known and at most this much."""
    if most is None:
        return True
    sought = in_euro(other.seeking_amount, other.currency, on=on, table=table)
    return sought is not None and sought <= most


def _word(words: Mapping[Any, Any], value: str) -> str | None:
    return next((str(word) for code, word in words.items() if str(code) == value), None)


def _chips(told: Mapping[str, str | None], on: Mapping[str, str], endpoint: str, **always: str) -> list[Chosen]:
    found = []
    for name, word in told.items():
        rest: dict[str, Any] = {**always, **{other: value for other, value in on.items() if other != name}}
        if word is not None:
            found.append(Chosen(word, url_for(endpoint, **rest)))
    return found
