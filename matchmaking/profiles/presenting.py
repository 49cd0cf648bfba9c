"""A profile as a page shows it: words instead of codes, and nothing that this reader may not know.

Contacts are never part of it; they open in an introduction only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from matchmaking.lists import apart
from matchmaking.locale import day_in_words
from matchmaking.profiles import disclosure, labels
from matchmaking.profiles.amounts import Reckoning, about, format_amount
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import ExchangeRate, Profile
from matchmaking.profiles.reading_aid import NO_AID, Aid, Reader, Words
from matchmaking.profiles.translations.passages import PRESENTATION
from matchmaking.profiles.vocabulary import Country, Kind, Side

ZONES = {Country.MALI: ZoneInfo("Africa/Bamako"), Country.ALGERIA: ZoneInfo("Africa/Algiers")}
# How a state looks: whether somebody is waited for, all is well, or nothing is to be done.
TONES = {
    ProfileStatus.DRAFT: "calm",
    ProfileStatus.SUBMITTED: "wait",
    ProfileStatus.PUBLISHED: "ok",
    ProfileStatus.WITHDRAWN: "calm",
    ProfileStatus.ARCHIVED: "calm",
}


@dataclass(frozen=True)
class Passage:
    """One offer or need, worded."""

    title: str
    text: str
    kind: str
    closing: str
    aid: Aid = NO_AID


@dataclass(frozen=True)
class RateRow:
    """One line of the dated table, in units for one euro as people say it."""

    day: str
    currency: str
    per_euro: str


@dataclass(frozen=True)
class ProfileView:
    """What stands on the page of a profile."""

    key: str
    country: Country
    name: str
    name_ar: str | None
    masked: bool
    city: str | None
    kind: str
    sectors: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    summary: str
    website: str | None
    offers: tuple[Passage, ...]
    needs: tuple[Passage, ...]
    gist: Words | None = None  # the presentation in one sentence of another language
    aid: Aid = NO_AID  # what helps with the presentation


def present(
    profile: Profile,
    typed: ProfileContent,
    *,
    to_other_side: bool,
    reckoning: Reckoning | None = None,
    reader: Reader | None = None,
) -> ProfileView:
    """The view of a profile, or of an edit of it, for a reader of the other side or for one of the house; with
    `reckoning`, amounts are followed by their value in the reader's currency; with `reader`, passages foreign to them
    have their reading aid."""

    def told(text: str) -> str:
        return disclosure.shown_text(profile, text, to_other_side=to_other_side)

    def passages(side: Side) -> tuple[Passage, ...]:
        return tuple(
            _passage(item, title, text, aid(item.key or "new", title, text))
            for item in typed.side(side)
            for title, text in [(told(item.title), told(item.text))]
        )

    def aid(passage: str, title: str, text: str) -> Aid:
        return reader.aid(profile, passage, title, text) if reader else NO_AID

    masked = disclosure.is_masked(profile, to_other_side=to_other_side)
    return ProfileView(
        key=profile.key,
        country=typed.country,
        name=disclosure.shown_name(profile, to_other_side=True) if masked else typed.name,
        name_ar=None if masked else typed.name_ar,
        masked=masked,
        city=typed.city,
        kind=labels.label(typed.kind),
        sectors=tuple(labels.label(sector) for sector in typed.sectors),
        facts=tuple((term, words) for term, words in _facts(typed, reckoning, masked=masked) if words),
        summary=told(typed.summary),
        website=None if masked else typed.website,
        offers=passages(Side.OFFER),
        needs=passages(Side.NEED),
        gist=Words.of(told(typed.gist)) if typed.gist else None,
        aid=aid(PRESENTATION, "", told(typed.summary)) if typed.summary else NO_AID,
    )


def local_time(moment: datetime, country: Country) -> str:
    """The hour on that shore, such as 14:32."""
    return moment.astimezone(ZONES[country]).strftime("%H:%M")


def short_day(day: date) -> str:
    """31/12/2026 in every language of the platform."""
    return day.strftime("%d/%m/%Y")


def ticket(typed: ProfileContent) -> str:
    """« 25 000 à 120 000 € », or the one end that is known."""
    low, high = (format_amount(amount, typed.currency) for amount in (typed.ticket_min, typed.ticket_max))
    if low and high:
        return str(_("%(low)s to %(high)s", low=format_amount(typed.ticket_min, None), high=high))
    if low:
        return str(_("from %(low)s", low=low))
    return str(_("up to %(high)s", high=high)) if high else ""


def ticket_about(typed: ProfileContent, reckoning: Reckoning) -> str:
    """The ticket in the reader's currency, « ≈ 3 780 000 à 18 100 000 DA »; empty where it is in that one already."""
    if typed.currency is None or not reckoning.converts(typed.currency):
        return ""
    low, high = (reckoning.converted(amount, typed.currency) for amount in (typed.ticket_min, typed.ticket_max))
    worded = ticket(replace(typed, ticket_min=low, ticket_max=high, currency=reckoning.currency))
    return about(worded) if worded else ""


def rate_rows(rates: Sequence[ExchangeRate]) -> list[RateRow]:
    """The dated table as it is read."""
    return [
        RateRow(short_day(rate.valid_from), labels.label(rate.currency), f"{1 / rate.eur:.3f}".replace(".", ","))
        for rate in rates
    ]


def _passage(item: OpportunityContent, title: str, text: str, aid: Aid) -> Passage:
    closing = _("until %(day)s", day=day_in_words(item.closes_on, "d MMMM yyyy")) if item.closes_on else ""
    return Passage(title, text, labels.label(item.kind) if item.kind else "", closing, aid)


def _facts(typed: ProfileContent, reckoning: Reckoning | None, *, masked: bool) -> list[tuple[str, str]]:
    facts = [
        (_("Founded in"), str(typed.founded or "") if not masked else ""),
        (_("Country of the seat"), labels.territory(typed.seat_country)),
        (_("Working languages"), apart(labels.label(language) for language in typed.languages)),
        (_("Also meets"), apart(str(labels.SEVERAL[kind]).lower() for kind in typed.also_meets)),
    ]
    if typed.kind is Kind.INVESTOR:
        facts += [
            (_("Stages financed"), apart(labels.label(stage) for stage in typed.stages)),
            (_("Ticket"), followed(ticket(typed), ticket_about(typed, reckoning) if reckoning else "")),
        ]
    else:
        facts += [
            (_("Stage"), labels.label(typed.stage) if typed.stage else ""),
            (_("Amount sought"), _sought(typed, reckoning)),
            (_("Instrument"), labels.label(typed.instrument) if typed.instrument else ""),
            (_("Label"), typed.startup_label or ""),
        ]
    return facts


def _sought(typed: ProfileContent, reckoning: Reckoning | None) -> str:
    value = reckoning.about(typed.seeking_amount, typed.currency) if reckoning else ""
    return followed(format_amount(typed.seeking_amount, typed.currency), value)


def followed(amount: str, value: str) -> str:
    """« 65 595 700 F CFA (≈ 100 000 €) »."""
    return f"{amount} ({value})" if amount and value else amount
