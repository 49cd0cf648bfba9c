"""An organisation in a row of a list: what it does in one line, its stage, its amount as typed and in the reader's
currency. Always as the other shore may read it: a discreet investor has no name here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matchmaking.language.terms import language_of
from matchmaking.profiles import disclosure, labels
from matchmaking.profiles.amounts import approximate, format_amount
from matchmaking.profiles.content import of
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import ticket
from matchmaking.profiles.vocabulary import Country, Currency, Kind, Side

LONGEST_LINE = 160
SENTENCE = re.compile(r"(?<=[.!?؟…])\s+")


@dataclass(frozen=True)
class Glance:
    """One row. `amount` is what a startup seeks, or an investor's ticket; `about` its value, where it is another
    currency than the reader's."""

    key: str
    country: Country
    city: str | None
    name: str
    kind: str
    sectors: str
    line: str
    line_lang: str
    stage: str
    amount: str
    about: str


def glance(profile: Profile, reader: Currency, *, table: Mapping[Currency, Decimal]) -> Glance:
    """The row of a profile for somebody of another organisation, who reckons in `reader`; `table` is `rates(on=…)`."""
    line = one_line(disclosure.shown_text(profile, _said(profile), to_other_side=True))
    amount, worth = _amount(profile)
    return Glance(
        key=profile.key,
        country=profile.country,
        city=profile.city,
        name=disclosure.shown_name(profile, to_other_side=True),
        kind=labels.label(profile.kind),
        sectors=", ".join(labels.labels_of(profile.sectors, labels.SECTORS)),
        line=line,
        line_lang=language_of(line) or "fr",
        stage=labels.label(profile.stage) if profile.stage else "",
        amount=amount,
        about=approximate(worth, profile.currency, reader, table=table),
    )


def one_line(text: str) -> str:
    """The first sentence of a text, cut at a word where it is long."""
    first = SENTENCE.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= LONGEST_LINE:
        return first
    return first[:LONGEST_LINE].rsplit(" ", 1)[0].rstrip(" ,;:،؛") + "…"


def _said(profile: Profile) -> str:
    """What the organisation says it does; without a summary, its first offer."""
    offers = (row.title for row in profile.opportunities if row.side is Side.OFFER)
    return profile.summary or next(offers, "")


def _amount(profile: Profile) -> tuple[str, Decimal | None]:
    if profile.kind is Kind.INVESTOR:
        return ticket(of(profile)), profile.ticket_max
    return format_amount(profile.seeking_amount, profile.currency), profile.seeking_amount
