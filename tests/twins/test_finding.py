"""Which pairs of names, sites and numbers are proposed as one organisation, on a list that people wrote."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from matchmaking.profiles.twins import finding
from matchmaking.profiles.twins.addresses import own_mail_domain, own_site
from matchmaking.profiles.twins.finding import Card, Sign, find
from matchmaking.profiles.twins.names import Name, read_name, words

TRADES = ("Bois", "Cuir", "Textile", "Maçonnerie")
LIST = list(csv.DictReader((Path(__file__).parent / "names.csv").open(encoding="utf-8")))


def cards(row: dict[str, str]) -> list[Card]:
    """The two organisations of a row."""
    made = []
    for key, side in (("A", ""), ("B", "other_")):
        phone, email = row[f"{side}phone"], row[f"{side}email"]
        made.append(
            Card(
                key=key,
                country=row[f"{side}country"],
                name=row[f"{side}name"],
                name_ar=row[f"{side}name_ar"] or None,
                website=row[f"{side}website"] or None,
                phones=(phone,) if phone else (),
                emails=(email,) if email else (),
            )
        )
    return made


@pytest.mark.parametrize("row", LIST, ids=lambda row: f"{row['name']} / {row['other_name'] or row['other_name_ar']}")
def test_a_true_twin_is_proposed_and_a_false_one_is_not(row: dict[str, str]) -> None:
    assert bool(find(cards(row))) is (row["same"] == "1"), row["why"]


def test_every_name_of_the_list_against_every_other_gives_only_the_true_pairs() -> None:
    """Precision where it counts: in a directory, not only between two that somebody set side by side."""
    true = {frozenset((row["name"], row["other_name"] or row["name"])) for row in LIST if row["same"] == "1"}
    every = [
        Card(**{**vars(card), "key": f"{number:02}{card.key}"})
        for number, row in enumerate(LIST)
        for card in cards(row)
    ]
    surprises = {
        frozenset((twin.left.name, twin.right.name))
        for twin in find(every)
        if twin.left.name and twin.right.name and read_name(twin.left.name) != read_name(twin.right.name)
    }
    assert surprises <= true | {frozenset(("Sahel Énergies SARL", "Sahel Energie"))}


def test_each_proposal_says_all_that_speaks_for_it() -> None:
    row = next(row for row in LIST if row["why"] == "same site and a word" and row["name"] == "Timgad Robotics")
    (twin,) = find(cards(row))
    assert twin.signs == (Sign.SITE,)
    (twin,) = find([Card("A", "ML", "Donko", phones=("+22370",)), Card("B", "ML", "Donko SARL", phones=("+22370",))])
    assert twin.signs == (Sign.PHONE, Sign.SAME_NAME)


def test_a_number_of_many_profiles_is_whoever_typed_them() -> None:
    many = [Card(f"K{number}", "ML", f"Donko {trade}", phones=("+22370",)) for number, trade in enumerate(TRADES)]
    assert find(many) == []


def test_the_order_of_the_cards_never_matters() -> None:
    every = [Card(**{**vars(card), "key": f"{n:02}{card.key}"}) for n, row in enumerate(LIST) for card in cards(row)]
    found = find(every)
    shuffled = random.Random(1).sample(every, len(every))  # noqa: S311  (an order, no secret)
    assert find(shuffled) == found


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.exemple.com.dz/contact", "exemple.com.dz"),
        ("exemple.ml", "exemple.ml"),
        ("https://boutique.exemple.ml", "exemple.ml"),
        ("https://www.facebook.com/exemple", None),
        ("https://exemple.wixsite.com/accueil", "exemple.wixsite.com"),
        ("https://www.wixsite.com", None),
        ("https://[", None),
        (None, None),
    ],
)
def test_a_site_is_known_by_the_domain_somebody_registered(website: str | None, domain: str | None) -> None:
    assert own_site(website) == domain


def test_public_mail_says_nothing() -> None:
    assert own_mail_domain("awa@gmail.com") is None
    assert own_mail_domain("awa@yahoo.fr") is None
    assert own_mail_domain("awa@mail.exemple.ml") == "exemple.ml"


def test_ten_thousand_names_are_not_compared_fifty_million_times(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(7)  # noqa: S311  (names, no secret)
    syllables = sorted(words("ba ka ma sa ta da dia tou kou sou ben bou bel mou nia fa la ra ti go"))
    trades = ("Énergie", "Transport", "Agro", "Couture", "Conseil", "Numérique", "Logistique", "Santé")
    every = [
        Card(
            f"K{number:05}",
            draw.choice(("ML", "DZ")),
            f"{''.join(draw.choices(syllables, k=4)).title()} {draw.choice(trades)}",
            phones=(f"+223{number:08}",),
        )
        for number in range(10_000)
    ]
    compared = 0
    compare = finding._compare

    def counting(one: Name, other: Name) -> Sign | None:
        nonlocal compared
        compared += 1
        return compare(one, other)

    monkeypatch.setattr(finding, "_compare", counting)
    find(every)
    assert compared < 50_000_000 / 100
