"""How a profile lies in a flat table: one row an organisation, numbered columns for its offers and needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from matchmaking.profiles.content import EURO_ALIASES, PLAIN_FIELDS

OPPORTUNITY_FIELDS = ("title", "text", "kind", "closes_on")
PREFIXES = {"offer": "offers", "seek": "seeks"}
PROBLEMS_COLUMN = "problems"  # the last column of a file handed back; ignored when it comes in again
NUMBERED = re.compile(r"(offer|seek)_(\d{1,2})_(title|text|kind|closes_on)")
# Headings as people in Bamako and Algiers write them, folded; the file format's own names need no entry.
HEADINGS = {
    "identifiant": "id",
    "nom": "name",
    "nom de l organisation": "name",
    "nom en arabe": "name_ar",
    "pays": "country",
    "type": "kind",
    "ville": "city",
    "pays du siege": "seat_country",
    "annee de creation": "founded",
    "site web": "website",
    "langues": "languages",
    "secteurs": "sectors",
    "presentation": "summary",
    "phrase dans l autre langue": "gist",
    "contact": "contact_name",
    "courriel": "contact_email",
    "e mail": "contact_email",
    "telephone": "contact_phone",
    "stade": "stage",
    "montant recherche": "seeking_amount",
    "devise": "currency",
    "instrument": "instrument",
    "label": "startup_label",
    "stades": "stages",
    "ticket minimum": "ticket_min",
    "ticket maximum": "ticket_max",
    "discret": "discreet",
    "autres noms": "other_names",
}
NUMBERED_HEADING = re.compile(r"(offre|besoin) (\d{1,2}) (titre|texte|type|date)")
HEADING_PARTS = {
    "offre": "offer",
    "besoin": "seek",
    "titre": "title",
    "texte": "text",
    "type": "kind",
    "date": "closes_on",
}


def column_name(heading: str) -> str:
    """The file format's name of a column, for a heading in either form; an unknown one comes back as it is."""
    plain = heading.strip()
    if plain in PLAIN_FIELDS or plain in EURO_ALIASES or plain in ("id", PROBLEMS_COLUMN) or NUMBERED.fullmatch(plain):
        return plain
    folded = fold(plain)
    if found := NUMBERED_HEADING.fullmatch(folded):
        side, number, part = found.groups()
        return f"{HEADING_PARTS[side]}_{number}_{HEADING_PARTS[part]}"
    return HEADINGS.get(folded, plain)


def nest(row: Mapping[str, Any]) -> dict[str, Any]:
    """A flat row in the file format: numbered columns become `offers` and `seeks`; empty cells are left out."""
    nested: dict[str, Any] = {}
    numbered: dict[tuple[str, int], dict[str, Any]] = {}
    for name, value in row.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if found := NUMBERED.fullmatch(name):
            prefix, number, part = found.groups()
            numbered.setdefault((PREFIXES[prefix], int(number)), {})[part] = value
        else:
            nested[name] = value
    for (field, _), item in sorted(numbered.items()):
        nested.setdefault(field, []).append(item)
    return nested


def flatten(data: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `nest`: lists of codes are joined by semicolons."""
    flat: dict[str, Any] = {}
    for name, value in data.items():
        if name in PREFIXES.values():
            continue
        flat[name] = ";".join(value) if isinstance(value, list) else value
    for prefix, field in PREFIXES.items():
        for number, item in enumerate(data.get(field, ()), start=1):
            for part in OPPORTUNITY_FIELDS:
                if item.get(part):
                    flat[f"{prefix}_{number}_{part}"] = item[part]
    return flat


def columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """All columns that these flat rows need, in the order a person would read them."""
    used = {name for row in rows for name in row}
    fixed = ["id", *PLAIN_FIELDS]
    numbered = sorted((name for name in used if NUMBERED.fullmatch(name)), key=_numbered_order)
    rest = sorted(used - set(fixed) - set(numbered))
    return [name for name in fixed if name in used] + numbered + rest


def fold(text: str) -> str:
    """Lower-case, without accents and signs, single blanks."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _numbered_order(name: str) -> tuple[str, int, int]:
    found = NUMBERED.fullmatch(name)
    assert found is not None
    return found[1], int(found[2]), OPPORTUNITY_FIELDS.index(found[3])
