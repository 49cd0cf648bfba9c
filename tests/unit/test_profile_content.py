"""A profile's content survives every road: dictionary, rows, and back."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.extensions import db
from matchmaking.profiles import content
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.parsing import parse_amount, parse_phone
from matchmaking.profiles.vocabulary import Country, Currency, Kind, Sector, Side
from tests.factories import make_profile

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80).map(str.strip)
filled = texts.filter(bool)
opportunities = st.builds(OpportunityContent, side=st.sampled_from(Side), title=filled, text=texts)
contents = st.builds(
    ProfileContent,
    country=st.sampled_from(Country),
    kind=st.sampled_from(Kind),
    name=filled,
    summary=texts,
    sectors=st.lists(st.sampled_from(Sector), unique=True).map(tuple),
    seeking_amount=st.decimals(1, 10**9, places=2),
    currency=st.sampled_from(Currency),
    discreet=st.booleans(),
    opportunities=st.lists(opportunities, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda item: item.side is Side.NEED))
    ),
)


@given(contents)
def test_the_file_format_gives_the_same_content_back(original: ProfileContent) -> None:
    read, problems = content.from_dict(json.loads(json.dumps(content.as_dict(original))))
    assert problems == []
    assert read == original


def test_every_problem_is_listed_with_its_field() -> None:
    _, problems = content.from_dict(
        {
            "country": "FR",
            "kind": "startup",
            "name": "",
            "founded": "hier",
            "seeking_amount": "beaucoup",
            "ofers": [],
            "seeks": [{"title": "x" * 161}, {"text": "sans titre"}],
        }
    )
    assert {(problem.field, problem.code) for problem in problems} == {
        ("country", "unknown_code"),
        ("name", "missing"),
        ("founded", "not_a_year"),
        ("seeking_amount", "not_an_amount"),
        ("ofers", "unknown_field"),
        ("seeks 1 title", "too_long"),
        ("seeks 2 title", "missing"),
    }


def test_an_edited_text_keeps_its_key_and_a_removed_key_is_never_used_again(app: Flask) -> None:
    with app.app_context():
        profile = make_profile("ML01", offers=("Un",), needs=("Deux", "Trois"))
        first, second, third = content.of(profile).opportunities
        new = OpportunityContent(side=Side.NEED, title="Quatre")
        content.apply(
            profile, ProfileContent(country=Country.MALI, kind=Kind.STARTUP, name="N", opportunities=(first, second))
        )
        db.session.flush()
        content.apply(
            profile,
            ProfileContent(country=Country.MALI, kind=Kind.STARTUP, name="N", opportunities=(second, first, new)),
        )
        db.session.flush()
        assert [row.key for row in profile.opportunities] == [second.key, first.key, "ML01/4"]
        assert third.key == "ML01/3"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("15 000 000", 15_000_000),
        ("15.000.000", 15_000_000),
        ("150k", 150_000),
        ("1,5 M", 1_500_000),
        ("120 000", 120_000),
        ("99,5", "99.5"),
        ("-3", None),
        ("0", None),
        ("1e9", None),
        ("٣٠٠", 300),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: int | str | None) -> None:
    assert parse_amount(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("70 12 34 56", "ML", "+22370123456"),
        ("+213 550 12 34 56", "ML", "+213550123456"),
        ("0550 12 34 56", "DZ", "+213550123456"),
        ("allo", "ML", None),
        ("12", "ML", None),
    ],
)
def test_phones_are_read_as_people_type_them(typed: str, region: str, number: str | None) -> None:
    assert parse_phone(typed, region) == number
