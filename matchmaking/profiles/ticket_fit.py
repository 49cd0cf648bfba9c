"""What is sought beside the ticket of the fund that reads: both on one line of growing amounts, and in words.

The line is the fund's own and logarithmic, so that the ticket stands at the same place in every row of a list and a
glance down it is enough. Amounts beyond its ends stand at them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from flask_babel import gettext as _

from matchmaking.profiles.amounts import Reckoning, format_amount
from matchmaking.profiles.content import of
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import ticket
from matchmaking.profiles.vocabulary import Country, Kind

REACH = 5  # the line goes from a fifth of the smallest ticket to five times the largest


@dataclass(frozen=True)
class Fund:
    """A ticket in the fund's own currency; without an end it goes on to the end of the line."""

    country: Country
    words: str
    low: float | None
    high: float | None

    @property
    def line(self) -> tuple[float, float]:
        """The smallest and the largest amount that are drawn."""
        low = self.low or (self.high or 0.0) / REACH
        high = self.high or low * REACH
        return low / REACH, high * REACH

    def at(self, amount: float) -> float:
        """Where an amount stands, in per cent of the line."""
        first, last = self.line
        return round(min(max(100 * log(amount / first) / log(last / first), 0.0), 100.0), 1)


@dataclass(frozen=True)
class TicketFit:
    """Ready to be drawn: places in per cent, the smallest amount first."""

    country: Country  # of the fund
    low: float
    high: float
    ask: float
    sentence: str  # the whole of it, for whoever does not see the drawing
    words: str


def fund_of(profile: Profile) -> Fund | None:
    """The ticket that this organisation's people compare with; None for who has said none."""
    low, high = (float(amount) if amount else None for amount in (profile.ticket_min, profile.ticket_max))
    if profile.kind is not Kind.INVESTOR or profile.currency is None or (low is None and high is None):
        return None
    return Fund(profile.country, ticket(of(profile)), low, high)


def ticket_fit(fund: Fund | None, profile: Profile, reckoning: Reckoning) -> TicketFit | None:
    """What `profile` seeks beside the fund's ticket; None where either is missing."""
    sought = profile.seeking_amount
    if fund is None or not sought or profile.currency is None or profile.kind is Kind.INVESTOR:
        return None
    amount = float(sought * reckoning.table[profile.currency] / reckoning.table[reckoning.currency])
    return TicketFit(
        country=fund.country,
        low=fund.at(fund.low) if fund.low else 0.0,
        high=fund.at(fund.high) if fund.high else 100.0,
        ask=fund.at(amount),
        sentence=str(
            _(
                "Sought: %(amount)s. Your ticket: %(ticket)s.",
                amount=format_amount(sought, profile.currency),
                ticket=fund.words,
            )
        ),
        words=_words(fund, amount),
    )


def _words(fund: Fund, amount: float) -> str:
    if fund.low and amount < fund.low:
        return str(_("Less than your smallest ticket"))
    if fund.high and amount > fund.high:
        share = max(int(100 * fund.high / amount), 1)
        return str(_("At most %(share)s%% of the round: others would have to join", share=share))
    return str(_("The whole round fits into your ticket"))
