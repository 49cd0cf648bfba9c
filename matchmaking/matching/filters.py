"""The filters of the organizers' queue and of an investor's list, as they stand in the address bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from matchmaking.profiles.models import Profile
from matchmaking.profiles.money import UnreadableAmount, read_amount
from matchmaking.profiles.vocabulary import Country, Kind, Language, OpportunityKind, Sector, Stage

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
    """A chip for each filter that is on."""
    on = kept(args)
    words: dict[str, Mapping[Any, Any]] = {
        "sector": dict(labels.SECTORS),
        "kind": dict(labels.KINDS),
        "strength": dict(AT_LEAST),
        "unserved": {
            Country.MALI: _("Mali: nobody introduced yet"),
            Country.ALGERIA: _("Algeria: nobody introduced yet"),
        },
    }
    found = []
    for name, value in on.items():
        label = next((str(word) for code, word in words[name].items() if str(code) == value), None)
        if label is not None:
            rest = {other: kept_value for other, kept_value in on.items() if other != name}
            found.append(Chosen(label, url_for(endpoint, **rest)))
    return found


@dataclass(frozen=True, kw_only=True)
class ListFilters:
    """What a participant looks for in their own list."""

    sector: Sector | None = None
    stage: Stage | None = None
    language: Language | None = None
    need: OpportunityKind | None = None
    most: Decimal | None = None  # the largest amount sought, in the currency of the other's profile

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.sector, self.stage, self.language, self.need, self.most))


def list_filters(args: MultiDict[str, str]) -> ListFilters:
    """A participant's filters; what cannot be read is passed over."""
    try:
        most = read_amount(args["most"]).value if args.get("most") else None
    except UnreadableAmount:
        most = None
    return ListFilters(
        sector=code_of(args, "sector", Sector),
        stage=code_of(args, "stage", Stage),
        language=code_of(args, "language", Language),
        need=code_of(args, "need", OpportunityKind),
        most=most,
    )


def apply(filters: ListFilters, mine: Profile, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Those of an organisation's suggestions whose other side fits the filters."""
    return [one for one in suggestions if _fits(filters, other_of(one, mine))]


def other_of(suggestion: Suggestion, mine: Profile) -> Profile:
    """The profile across the border."""
    return suggestion.dz_profile if suggestion.ml_profile_id == mine.id else suggestion.ml_profile


def _fits(filters: ListFilters, other: Profile) -> bool:
    return (
        (filters.sector is None or filters.sector in other.sectors)
        and (filters.stage is None or filters.stage is other.stage)
        and (filters.language is None or filters.language in other.languages)
        and (filters.need is None or any(row.kind is filters.need for row in other.opportunities))
        and (filters.most is None or (other.seeking_amount is not None and other.seeking_amount <= filters.most))
    )
