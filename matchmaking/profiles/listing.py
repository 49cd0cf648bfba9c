"""What a list of profiles is narrowed to, as it stands in the address bar; unknown values are simply not filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext as _

from matchmaking.profiles import labels
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.vocabulary import Country, Kind, Language, OpportunityKind, Sector, Stage

LONGEST_SEARCH = 80
Code = TypeVar("Code", bound=StrEnum)


class Claimed(StrEnum):
    """Whether an organisation's own people hold its profile."""

    YES = "yes"
    NO = "no"


class Labelled(StrEnum):
    """Whether an organisation has a startup label; without one it is not asked."""

    YES = "yes"


@dataclass(frozen=True)
class DirectoryFilters:
    """What a participant narrows the directory to."""

    search: str | None = None
    country: Country | None = None
    kind: Kind | None = None
    sector: Sector | None = None
    stage: Stage | None = None
    about: OpportunityKind | None = None
    language: Language | None = None
    labelled: Labelled | None = None


@dataclass(frozen=True)
class DeskFilters:
    """What an organizer narrows the list of all profiles to."""

    status: ProfileStatus | None = None
    country: Country | None = None
    kind: Kind | None = None
    claimed: Claimed | None = None
    search: str | None = None


@dataclass(frozen=True)
class ActiveFilter:
    """One chip: what it says, and the address without it."""

    label: str
    url: str


def directory_filters(args: Mapping[str, str]) -> DirectoryFilters:
    """Read the directory's filters from an address."""
    return DirectoryFilters(
        search=_typed(args),
        country=_member(Country, args.get("country")),
        kind=_member(Kind, args.get("kind")),
        sector=_member(Sector, args.get("sector")),
        stage=_member(Stage, args.get("stage")),
        about=_member(OpportunityKind, args.get("about")),
        language=_member(Language, args.get("language")),
        labelled=_member(Labelled, args.get("labelled")),
    )


def desk_filters(args: Mapping[str, str]) -> DeskFilters:
    """Read the desk's filters from an address."""
    return DeskFilters(
        status=_member(ProfileStatus, args.get("status")),
        country=_member(Country, args.get("country")),
        kind=_member(Kind, args.get("kind")),
        claimed=_member(Claimed, args.get("claimed")),
        search=_typed(args),
    )


def chosen(wanted: DirectoryFilters | DeskFilters) -> dict[str, Any]:
    """The filters that are on, as an address names them."""
    return {name: value for name, value in asdict(wanted).items() if value}


def active(wanted: DirectoryFilters | DeskFilters, endpoint: str) -> list[ActiveFilter]:
    """The chips of the filters that are on."""
    on = chosen(wanted)

    def without(name: str) -> str:
        rest: dict[str, Any] = {other: value for other, value in on.items() if other != name}
        return url_for(endpoint, **rest)

    return [ActiveFilter(_words(value), without(name)) for name, value in on.items()]


def _typed(args: Mapping[str, str]) -> str | None:
    return (args.get("search") or "").strip()[:LONGEST_SEARCH] or None


def _words(value: str) -> str:
    if isinstance(value, Labelled):
        return str(_("With a label"))
    if isinstance(value, Claimed):
        return str(_("Taken over") if value is Claimed.YES else _("Not taken over"))
    return labels.label(value) if isinstance(value, StrEnum) else str(_("“%(value)s”", value=value))


def _member(codes: Callable[[str], Code], value: str | None) -> Code | None:
    try:
        return codes(value or "")
    except ValueError:
        return None
