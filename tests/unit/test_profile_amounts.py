"""Amounts: what is shown can be typed again, and the euro comes from the dated table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.extensions import db
from matchmaking.locale import speaking
from matchmaking.profiles import amounts, content
from matchmaking.profiles.models import ExchangeRate
from matchmaking.profiles.money import UnreadableAmount, read_amount
from matchmaking.profiles.vocabulary import Currency


@given(st.decimals(0, 10**12, places=2), st.sampled_from(Currency))
def test_an_amount_as_shown_can_be_typed_again(amount: Decimal, currency: Currency) -> None:
    read = read_amount(amounts.format_amount(amount, currency))
    assert (read.value, read.currency) == (amount, currency)


def test_an_amount_is_not_turned_round_in_arabic_and_can_be_copied_from_there(app: Flask) -> None:
    with app.app_context(), speaking("ar"):
        shown = amounts.format_amount(Decimal(25_000), Currency.XOF)
    assert shown == "\u206625\u202f000\u00a0F\u00a0CFA\u2069"
    assert read_amount(shown).currency is Currency.XOF


@pytest.mark.parametrize(
    ("typed", "value", "currency"),
    [
        ("15 000 000", 15_000_000, None),
        ("15.000.000", 15_000_000, None),
        ("15,000,000.50", "15000000.5", None),
        ("150k", 150_000, None),
        ("150 k€", 150_000, Currency.EUR),
        ("1,5 million de F CFA", 1_500_000, Currency.XOF),
        ("2 M DA", 2_000_000, Currency.DZD),
        ("3 milliards FCFA", 3_000_000_000, Currency.XOF),
        ("€ 80 000", 80_000, Currency.EUR),
        ("٢٠٠ دج", 200, Currency.DZD),
        ("300 ألف أورو", 300_000, Currency.EUR),
        ("2 مليون دينار", 2_000_000, Currency.DZD),
        ("3 ملايين فرنك", 3_000_000, Currency.XOF),
    ],
)
def test_amounts_are_understood_as_people_write_them(typed: str, value: int | str, currency: Currency | None) -> None:
    read = read_amount(typed)
    assert (read.value, read.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("typed", ["", "beaucoup", "-5", "12 34", "1.234.56", "1e9", "€ 5 DA", "9" * 20, "1 000 000 $"])
def test_what_could_only_be_guessed_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableAmount):
        read_amount(typed)


def test_a_currency_in_the_text_fills_the_empty_field_and_may_not_contradict_a_full_one() -> None:
    base = {"country": "ML", "kind": "startup", "name": "N"}
    read, problems = content.from_dict({**base, "seeking_amount": "80 000 €"})
    assert read is not None
    assert read.currency is Currency.EUR
    assert problems == []
    _, problems = content.from_dict({**base, "seeking_amount": "80 000 €", "currency": "DZD"})
    assert [(problem.field, problem.code) for problem in problems] == [("seeking_amount", "other_currency")]


def test_the_fixed_parity_and_the_organizers_dated_table(app: Flask) -> None:
    with app.app_context():
        day = date(2026, 12, 1)
        assert amounts.in_euro(Decimal(655957), Currency.XOF, on=day) == Decimal("1000.00")
        assert amounts.in_euro(Decimal(151000), Currency.DZD, on=day) == Decimal("1000.00")
        assert amounts.in_euro(Decimal(5), Currency.EUR, on=day) == Decimal("5.00")
        assert amounts.in_euro(None, Currency.EUR, on=day) is None
        assert amounts.in_euro(Decimal(5), None, on=day) is None
        db.session.add_all(
            ExchangeRate(currency=Currency.DZD, valid_from=start, eur=Decimal(eur))
            for start, eur in ((date(2026, 6, 1), "0.005"), (date(2026, 12, 1), "0.004"), (date(2027, 1, 1), "0.003"))
        )
        db.session.flush()
        assert amounts.in_euro(Decimal(1000), Currency.DZD, on=date(2026, 11, 30)) == Decimal("5.00")
        assert amounts.in_euro(Decimal(1000), Currency.DZD, on=day) == Decimal("4.00")


def test_amounts_are_shown_with_spaces_that_never_break() -> None:
    assert amounts.format_amount(Decimal(15_000_000), Currency.XOF) == "15\u202f000\u202f000\u00a0F\u00a0CFA"
    assert amounts.format_amount(Decimal("1234.5"), "EUR") == "1\u202f234,50\u00a0€"
    assert amounts.format_amount(None, Currency.EUR) == ""
