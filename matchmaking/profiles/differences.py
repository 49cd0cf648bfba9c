"""What an edit changes, line by line: the old words beside the new ones. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.lists import apart
from matchmaking.profiles import labels
from matchmaking.profiles.amounts import format_amount
from matchmaking.profiles.content import PLAIN_FIELDS, OpportunityContent, ProfileContent
from matchmaking.profiles.vocabulary import Side

FIELDS: dict[str, LazyString] = {
    "country": _l("Side"),
    "kind": _l("Kind of organisation"),
    "name": _l("Name"),
    "name_ar": _l("Name in Arabic script"),
    "seat_country": _l("Country of the seat"),
    "city": _l("City"),
    "founded": _l("Founded in"),
    "website": _l("Website"),
    "languages": _l("Working languages"),
    "sectors": _l("Sectors"),
    "summary": _l("About the organisation"),
    "gist": _l("In one sentence, for the other language"),
    "contact_name": _l("Contact person"),
    "contact_email": _l("E-mail address"),
    "contact_phone": _l("Telephone"),
    "stage": _l("Stage"),
    "seeking_amount": _l("Amount sought"),
    "instrument": _l("Instrument"),
    "startup_label": _l("Label"),
    "stages": _l("Stages financed"),
    "ticket_min": _l("Smallest ticket"),
    "ticket_max": _l("Largest ticket"),
    "currency": _l("Currency"),
    "also_meets": _l("Also meets"),
    "discreet": _l("Name hidden until acceptance"),
    "other_names": _l("Other spellings of the name"),
}
AMOUNTS = frozenset({"seeking_amount", "ticket_min", "ticket_max"})


@dataclass(frozen=True)
class Difference:
    """One changed thing; an empty side means it was added or taken away."""

    label: str
    old: str
    new: str


def compare(old: ProfileContent, new: ProfileContent) -> list[Difference]:
    """Every difference between two contents, fields first, then offers and needs in the new order."""
    return [*_fields(old, new), *_opportunities(old, new)]


def _fields(old: ProfileContent, new: ProfileContent) -> Iterator[Difference]:
    for name in PLAIN_FIELDS:
        if getattr(old, name) != getattr(new, name):
            yield Difference(str(FIELDS[name]), words(old, name), words(new, name))


def _opportunities(old: ProfileContent, new: ProfileContent) -> Iterator[Difference]:
    before = {item.key: item for item in old.opportunities}
    for item in new.opportunities:
        earlier = before.pop(item.key, None) if item.key else None
        if earlier != item:
            yield Difference(_side(item), _text(earlier) if earlier else "", _text(item))
    for gone in before.values():
        yield Difference(_side(gone), _text(gone), "")


def _side(item: OpportunityContent) -> str:
    return str(_("Offer") if item.side is Side.OFFER else _("Need"))


def _text(item: OpportunityContent) -> str:
    head = [item.title, labels.label(item.kind) if item.kind else ""]
    closing = _("until %(day)s", day=item.closes_on.strftime("%d/%m/%Y")) if item.closes_on else ""
    return "\n".join(part for part in (" · ".join(filter(None, head)), item.text, closing) if part)


def words(typed: ProfileContent, name: str) -> str:
    """One field as a person reads it; empty where nothing was typed."""
    value: Any = getattr(typed, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Decimal) and name in AMOUNTS:
        return format_amount(value, typed.currency)
    if isinstance(value, tuple):
        return apart(labels.label(item) for item in value)
    if isinstance(value, StrEnum):
        return labels.label(value)
    return labels.territory(value) if name == "seat_country" else str(value)
