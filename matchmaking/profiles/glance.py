"""An organisation in a row of a list: what it does in one line, its stage, its amount as typed and in the reader's
currency. Always as the other shore may read it: a discreet investor has no name here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchmaking.lists import apart
from matchmaking.profiles import disclosure, labels
from matchmaking.profiles.amounts import Reckoning, format_amount
from matchmaking.profiles.content import of
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import ticket, ticket_about
from matchmaking.profiles.reading_aid import Aid, Reader, Words
from matchmaking.profiles.ticket_fit import Fund, TicketFit, ticket_fit
from matchmaking.profiles.translations.passages import PRESENTATION
from matchmaking.profiles.vocabulary import Country, Kind, Side

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
    line: Words
    aid: Aid
    gist: Words | None
    stage: str
    amount: str
    about: str
    fit: TicketFit | None  # what is sought beside the ticket of the fund that reads


def glance(profile: Profile, reckoning: Reckoning, reader: Reader, fund: Fund | None = None) -> Glance:
    """The row of a profile for somebody of another organisation, or of this `fund`."""
    passage, said = _said(profile)
    line = Words.of(one_line(disclosure.shown_text(profile, said, to_other_side=True)))
    amount, value = _amount(profile, reckoning)
    return Glance(
        key=profile.key,
        country=profile.country,
        city=profile.city,
        name=disclosure.shown_name(profile, to_other_side=True),
        kind=labels.label(profile.kind),
        sectors=apart(labels.labels_of(profile.sectors, labels.SECTORS)),
        line=line,
        aid=reader.aid(profile, passage, "", line.text),
        gist=reader.gist(profile, line.lang),
        stage=labels.label(profile.stage) if profile.stage else "",
        amount=amount,
        about=value,
        fit=ticket_fit(fund, profile, reckoning),
    )


def one_line(text: str) -> str:
    """The first sentence of a text, cut at a word where it is long."""
    first = SENTENCE.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= LONGEST_LINE:
        return first
    return first[:LONGEST_LINE].rsplit(" ", 1)[0].rstrip(" ,;:،؛") + "…"


def _said(profile: Profile) -> tuple[str, str]:
    """What the organisation says it does, after the key of the passage; without a summary, its first offer."""
    offers = ((row.key, row.title) for row in profile.opportunities if row.side is Side.OFFER)
    return (PRESENTATION, profile.summary) if profile.summary else next(offers, (PRESENTATION, ""))


def _amount(profile: Profile, reckoning: Reckoning) -> tuple[str, str]:
    """As typed, and in the reader's currency."""
    if profile.kind is Kind.INVESTOR:
        typed = of(profile)
        return ticket(typed), ticket_about(typed, reckoning)
    sought, currency = profile.seeking_amount, profile.currency
    return format_amount(sought, currency), reckoning.about(sought, currency)
