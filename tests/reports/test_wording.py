"""The report's own words: the same keys in three languages, typeset, and the same names as on the pages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from matchmaking.events.models import GuestRole, Mode
from matchmaking.followup.lifecycle import ActionStatus, Horizon, OutcomeKind
from matchmaking.locale import speaking
from matchmaking.profiles import labels
from matchmaking.profiles.vocabulary import Country, Currency, Kind, OpportunityKind, Sector
from matchmaking.reports.families import OF_SECTOR, Family
from matchmaking.reports.figures.material import State
from matchmaking.reports.tables import Amount, Count, Hours, Masked, Nothing, Percent
from matchmaking.reports.wording import LANGUAGES, words
from tests.structure.test_catalogues import FRENCH_FAULTS

PLACEHOLDER = re.compile(r"\{(\w+)\}")
CODES = [
    f"{prefix}.{member}"
    for prefix, members in (
        ("country", Country),
        ("kind", Kind),
        ("mode", Mode),
        ("guest", GuestRole),
        ("family", Family),
        ("sector", Sector),
        ("opportunity", OpportunityKind),
        ("state", State),
        ("outcome", OutcomeKind),
        ("action", ActionStatus),
        ("horizon", Horizon),
        ("currency", Currency),
    )
    for member in members
]


def test_every_sector_stands_in_one_of_six_families() -> None:
    assert set(OF_SECTOR) == set(Sector)
    assert len(Family) == 6
    assert set(OF_SECTOR.values()) == set(Family)


def test_the_three_languages_have_the_same_keys_and_placeholders() -> None:
    french = words("fr")
    for language in LANGUAGES:
        other = words(language)
        assert list(other) == list(french)
        for key in french:
            assert set(PLACEHOLDER.findall(other[key])) == set(PLACEHOLDER.findall(french[key])), key
            assert other[key].strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_fixed_list_has_words(language: str) -> None:
    assert not [code for code in CODES if code not in words(language)]


def test_french_is_typeset_as_french() -> None:
    french = words("fr")
    faults = [
        f"{fault}: {french[key]}"
        for key in french
        for fault, pattern in FRENCH_FAULTS.items()
        if pattern.search(PLACEHOLDER.sub("x", french[key]))
    ]
    assert not faults, "\n".join(faults)


def test_arabic_is_written_in_arabic() -> None:
    arabic = words("ar")
    allowed = re.compile(r"PDF|\{\w+\}")
    latin = [arabic[key] for key in arabic if re.search(r"[A-Za-z]", allowed.sub("", arabic[key]))]
    assert not latin
    assert not [arabic[key] for key in arabic if re.search(r"[?;,](?!\d)", arabic[key])]


@pytest.mark.parametrize("language", ["fr"])
def test_sectors_and_kinds_are_called_as_on_the_pages(app: Flask, language: str) -> None:
    with app.test_request_context(), speaking(language):
        for prefix, named in (
            ("country", labels.COUNTRIES),
            ("kind", labels.SEVERAL),
            ("sector", labels.SECTORS),
            ("opportunity", labels.OPPORTUNITY_KINDS),
            ("currency", labels.CURRENCIES),
        ):
            for code, label in named.items():
                assert words(language)[f"{prefix}.{code}"] == str(label)


def test_numbers_and_dates_read_as_in_both_countries() -> None:
    fr, ar, en = (words(language) for language in LANGUAGES)
    assert [plainly(one.cell(Count(1234567))) for one in (fr, ar, en)] == ["1 234 567", "1 234 567", "1,234,567"]
    dates = [one.date(date(2026, 1, 14)) for one in (fr, ar, en)]
    assert dates == ["14 janvier 2026", "14 جانفي 2026", "14 January 2026"]
    assert plainly(fr.cell(Amount(Decimal("15000000.00"), "XOF"))) == "15 000 000 F CFA"
    assert plainly(fr.cell(Amount(Decimal("19250000.50"), "XOF"))) == "19 250 001 F CFA"  # a franc has no hundredths
    assert plainly(en.cell(Amount(Decimal("40000.50"), "EUR"))) == "40,000.50 €"
    assert plainly(ar.cell(Amount(Decimal("1500.50"), "DZD"))) == "1 500,50 دج"
    assert [plainly(one.cell(Percent(625))) for one in (fr, en)] == ["63 %", "63%"]
    assert fr.cell(Hours(26.5)) == "26,5 h"
    assert (fr.cell(Masked()), fr.cell(Nothing())) == ("masqué", "–")


def plainly(text: str) -> str:
    """With ordinary spaces."""
    return " ".join(text.split())
