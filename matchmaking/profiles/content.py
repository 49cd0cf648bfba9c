"""Everything typed in a profile, as plain data: what forms, revisions and files exchange with the rows.

The dictionary form is the product's file format: `id`, the fields below by name, and `offers` and `seeks` as lists
of `{title, text, kind, closes_on}`. Amounts may come as `seeking_amount` with `currency`, or as
`seeking_amount_eur`; unknown names are problems, so that a misspelt column is never silently lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.parsing import Problem, Reader
from matchmaking.profiles.vocabulary import (
    Country,
    Currency,
    Instrument,
    Kind,
    Language,
    OpportunityKind,
    Sector,
    Side,
    Stage,
)

TITLE_LENGTH = 160
TEXT_LENGTH = 4000
SUMMARY_LENGTH = 4000
GIST_LENGTH = 300
OTHER_NAMES_LENGTH = 800
FIELD_OF_SIDE = {Side.OFFER: "offers", Side.NEED: "seeks"}
EURO_ALIASES = {
    "seeking_amount_eur": "seeking_amount",
    "ticket_min_eur": "ticket_min",
    "ticket_max_eur": "ticket_max",
}


@dataclass(frozen=True, kw_only=True)
class OpportunityContent:
    """One offer or need; `key` is None for one that is new."""

    side: Side
    title: str
    text: str = ""
    kind: OpportunityKind | None = None
    closes_on: date | None = None
    key: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProfileContent:
    """All that its people typed about an organisation. Amounts are in `currency`, as typed."""

    name: str
    name_ar: str | None = None
    country: Country
    kind: Kind
    seat_country: str | None = None
    city: str | None = None
    founded: int | None = None
    website: str | None = None
    languages: tuple[Language, ...] = ()
    sectors: tuple[Sector, ...] = ()
    summary: str = ""
    gist: str = ""  # what the organisation does, in one sentence of a language that the other shore reads
    contact_name: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    stage: Stage | None = None
    seeking_amount: Decimal | None = None
    instrument: Instrument | None = None
    startup_label: str | None = None
    stages: tuple[Stage, ...] = ()
    ticket_min: Decimal | None = None
    ticket_max: Decimal | None = None
    currency: Currency | None = None
    also_meets: tuple[Kind, ...] = ()
    discreet: bool = False
    other_names: str = ""  # one a line: other spellings, shown to nobody outside and cut out of a discreet fund's texts
    opportunities: tuple[OpportunityContent, ...] = ()

    def side(self, side: Side) -> tuple[OpportunityContent, ...]:
        """The offers, or the needs, in their order."""
        return tuple(opportunity for opportunity in self.opportunities if opportunity.side is side)


# The columns that a profile and its content share by name.
PLAIN_FIELDS = tuple(field.name for field in fields(ProfileContent) if field.name != "opportunities")
LIST_FIELDS = frozenset({"languages", "sectors", "stages", "also_meets"})


def of(profile: Profile) -> ProfileContent:
    """The content of a profile's rows."""
    values = {name: getattr(profile, name) for name in PLAIN_FIELDS}
    values["languages"] = tuple(Language(code) for code in profile.languages)
    values["sectors"] = tuple(Sector(code) for code in profile.sectors)
    values["stages"] = tuple(Stage(code) for code in profile.stages)
    values["also_meets"] = tuple(Kind(code) for code in profile.also_meets)
    opportunities = tuple(
        OpportunityContent(
            key=row.key, side=row.side, kind=row.kind, title=row.title, text=row.text, closes_on=row.closes_on
        )
        for row in profile.opportunities
    )
    return ProfileContent(**values, opportunities=opportunities)


def apply(profile: Profile, content: ProfileContent) -> None:
    """Write content into a profile's rows. Opportunities keep their row and key where `key` names one of theirs."""
    for name in PLAIN_FIELDS:
        value = getattr(content, name)
        setattr(profile, name, [str(item) for item in value] if name in LIST_FIELDS else value)
    known = {row.key: row for row in profile.opportunities}
    number = next_number(profile)
    rows = []
    for position, opportunity in enumerate(content.opportunities, start=1):
        row = known.get(opportunity.key or "")
        if row is None:
            row = Opportunity(key=f"{profile.key}/{number}")
            number += 1
        row.side, row.kind = opportunity.side, opportunity.kind
        row.title, row.text, row.closes_on = opportunity.title, opportunity.text, opportunity.closes_on
        row.position = position
        rows.append(row)
    profile.opportunities = rows
    profile.last_opportunity = number - 1


def next_number(profile: Profile) -> int:
    """The number of the next opportunity; numbers are never used twice, so that a key means one text for ever."""
    return (profile.last_opportunity or 0) + 1


def as_dict(content: ProfileContent) -> dict[str, Any]:
    """JSON values in the product's file format; `from_dict` gives the same content back."""
    values = {name: _plain(value) for name, value in asdict(content).items() if name != "opportunities"}
    for side, field in FIELD_OF_SIDE.items():
        values[field] = [
            {
                "key": item.key,
                "kind": _plain(item.kind),
                "title": item.title,
                "text": item.text,
                "closes_on": _plain(item.closes_on),
            }
            for item in content.side(side)
        ]
    return {name: value for name, value in values.items() if value not in (None, [], "", False)}


def from_dict(data: Mapping[str, Any]) -> tuple[ProfileContent | None, list[Problem]]:
    """Read the file format. Returns the content, or None with every problem found, each naming its field."""
    values = dict(data)
    for alias, name in EURO_ALIASES.items():
        if alias in values:
            values[name], values["currency"] = values.pop(alias), Currency.EUR
    reader = Reader(values)
    found: dict[str, Any] = {
        "country": reader.choice("country", Country, required=True),
        "kind": reader.choice("kind", Kind, required=True),
        "name": reader.text("name", 160, required=True),
        "name_ar": reader.text("name_ar", 160),
        "seat_country": reader.country_code("seat_country"),
        "city": reader.text("city", 80),
        "founded": reader.year("founded"),
        "website": reader.url("website"),
        "languages": reader.choices("languages", Language),
        "sectors": reader.choices("sectors", Sector),
        "summary": reader.text("summary", SUMMARY_LENGTH) or "",
        "gist": reader.text("gist", GIST_LENGTH) or "",
        "contact_name": reader.text("contact_name", 120),
        "contact_email": reader.email("contact_email"),
        "contact_phone": reader.phone("contact_phone"),
        "stage": reader.choice("stage", Stage),
        "seeking_amount": reader.amount("seeking_amount"),
        "instrument": reader.choice("instrument", Instrument),
        "startup_label": reader.text("startup_label", 120),
        "stages": reader.choices("stages", Stage),
        "ticket_min": reader.amount("ticket_min"),
        "ticket_max": reader.amount("ticket_max"),
        "currency": reader.choice("currency", Currency),
        "also_meets": reader.choices("also_meets", Kind),
        "discreet": reader.flag("discreet"),
        "other_names": reader.text("other_names", OTHER_NAMES_LENGTH) or "",
        "opportunities": tuple(
            opportunity for side, field in FIELD_OF_SIDE.items() for opportunity in _opportunities(reader, field, side)
        ),
    }
    reader.ignore("id", "key", "problems")
    reader.refuse_unknown()
    _check_amounts(found, reader)
    return (None if reader.problems else ProfileContent(**found)), reader.problems


def without_keys(content: ProfileContent) -> ProfileContent:
    """The same content with all its opportunities new, for a profile that does not exist yet."""
    return replace(content, opportunities=tuple(replace(item, key=None) for item in content.opportunities))


def _opportunities(reader: Reader, field: str, side: Side) -> list[OpportunityContent]:
    found = []
    for item in reader.items(field):
        values: dict[str, Any] = {
            "title": item.text("title", TITLE_LENGTH, required=True),
            "text": item.text("text", TEXT_LENGTH) or "",
            "kind": item.choice("kind", OpportunityKind),
            "closes_on": item.day("closes_on"),
            "key": item.text("key", 48),
        }
        item.refuse_unknown()
        if not item.own_problems:
            found.append(OpportunityContent(side=side, **values))
    return found


def _check_amounts(found: Mapping[str, Any], reader: Reader) -> None:
    amounts = [name for name in ("seeking_amount", "ticket_min", "ticket_max") if found[name] is not None]
    if amounts and found["currency"] is None and not reader.has_problem("currency"):
        reader.complain("currency", "missing_currency")
    low, high = found["ticket_min"], found["ticket_max"]
    if low is not None and high is not None and low > high:
        reader.complain("ticket_max", "range_reversed")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.normalize()) if value != value.to_integral() else str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return value
