"""Amounts of money: shown in one form everywhere, compared in euro by a dated table.

An amount is stored in the currency it was typed in; the euro is for comparison only and is never stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from matchmaking.bidi import isolated
from matchmaking.extensions import db
from matchmaking.profiles.models import ExchangeRate, Profile
from matchmaking.profiles.vocabulary import Country, Currency

SYMBOLS: Mapping[Currency, str] = {Currency.XOF: "F CFA", Currency.DZD: "DA", Currency.EUR: "€"}
NARROW, FIXED = "\u202f", "\u00a0"  # no-break spaces: between thousands, before the currency
CENT = Decimal("0.01")


def format_amount(amount: Decimal | None, currency: Currency | str | None) -> str:
    """ "15 000 000 F CFA" with no-break spaces, the same in every language, never turned round in Arabic; empty where
    there is no amount."""
    if amount is None:
        return ""
    number = plain_number(amount)
    return isolated(f"{number}{FIXED}{SYMBOLS[Currency(currency)].replace(' ', FIXED)}" if currency else number)


def plain_number(amount: Decimal) -> str:
    """The number alone, grouped by narrow spaces, cents only where there are any."""
    whole, _, cents = f"{amount.quantize(CENT):,}".partition(".")
    return whole.replace(",", NARROW) + (f",{cents}" if cents.strip("0") else "")


@dataclass(frozen=True)
class Rate:
    """What one unit of a currency is worth in euro from a day on."""

    currency: Currency
    valid_from: date
    eur: Decimal


# Where the organizers' table says nothing: the CFA franc's parity is fixed by treaty, the dinar floats.
DEFAULT_RATES = (
    Rate(Currency.EUR, date(1999, 1, 1), Decimal(1)),
    Rate(Currency.XOF, date(1999, 1, 1), 1 / Decimal("655.957")),
    Rate(Currency.DZD, date(2026, 1, 1), 1 / Decimal(151)),
)


def rates(*, on: date) -> dict[Currency, Decimal]:
    """Euro per unit of each currency on a day: the organizers' table, else the defaults. One query."""
    found = {rate.currency: rate.eur for rate in DEFAULT_RATES}
    stored = db.session.scalars(
        sa.select(ExchangeRate).where(ExchangeRate.valid_from <= on).order_by(ExchangeRate.valid_from, ExchangeRate.id)
    )
    found.update({rate.currency: rate.eur for rate in stored})
    return found


def in_euro(
    amount: Decimal | None,
    currency: Currency | str | None,
    *,
    on: date,
    table: Mapping[Currency, Decimal] | None = None,
) -> Decimal | None:
    """The amount in euro on a day, to the cent; None without amount or currency.

    Give `table=rates(on=…)` when converting many: the table is then read once.
    """
    if amount is None or currency is None:
        return None
    known = table if table is not None else rates(on=on)
    return (amount * known[Currency(currency)]).quantize(CENT)


def own_currency(profile: Profile) -> Currency:
    """In which currency the people of an organisation reckon: that of its amounts, else that of its shore."""
    return profile.currency or (Currency.XOF if profile.country is Country.MALI else Currency.DZD)


@dataclass(frozen=True)
class Reckoning:
    """How a reader reckons: in which currency, by which table (`rates(on=…)`)."""

    currency: Currency
    table: Mapping[Currency, Decimal]

    def converts(self, currency: Currency | str | None) -> bool:
        """Whether an amount in this currency is worth saying in the reader's own."""
        return currency is not None and Currency(currency) is not self.currency

    def converted(self, amount: Decimal | None, currency: Currency) -> Decimal | None:
        """The amount in the reader's currency, to three figures."""
        if amount is None:
            return None
        return max(Decimal(f"{amount * self.table[currency] / self.table[self.currency]:.3g}"), CENT)

    def about(self, amount: Decimal | None, currency: Currency | None) -> str:
        """ "≈ 97 600 €"; empty where the amount is in the reader's currency already."""
        if amount is None or currency is None or not self.converts(currency):
            return ""
        return about(format_amount(self.converted(amount, currency), self.currency))


def about(worded: str) -> str:
    """The sign « ≈ » before an amount that was converted."""
    return f"≈{FIXED}{worded}"
