"""Good sentences beside the fields: for every sector and side, in three languages, and better than the vague ones."""

from __future__ import annotations

import re

import pytest

from matchmaking.profiles.content import TEXT_LENGTH, ProfileContent
from matchmaking.profiles.examples import SHOWN, examples
from matchmaking.profiles.vocabulary import Country, Kind, Sector, Side

ARABIC = re.compile("[\u0600-\u06ff]")


def of(kind: Kind = Kind.STARTUP, *sectors: Sector) -> ProfileContent:
    return ProfileContent(name="X", country=Country.MALI, kind=kind, sectors=sectors)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("sector", Sector)
def test_each_sector_has_its_own(sector: Sector, side: Side, language: str) -> None:
    first = examples(of(Kind.COMPANY, sector), side, language)[0]
    assert re.search(r"\d|ثلاث|خمس|عشر|ست|اثن|شاحنت|one|two|deux", first.better, re.IGNORECASE), (
        "a good sentence holds a figure"
    )
    assert not re.search(r"\d{2}", first.vague)
    assert len(first.vague) < len(first.better) < TEXT_LENGTH
    assert bool(ARABIC.search(first.better)) == (language == "ar")


def test_at_most_two_and_nearest_first() -> None:
    shown = examples(of(Kind.STARTUP, Sector.FINTECH, Sector.ENERGY, Sector.TOURISM), Side.NEED, "en")
    assert len(shown) == SHOWN
    assert "cards" in shown[0].better
    assert "batteries" in shown[1].better


@pytest.mark.parametrize(("kind", "word"), [(Kind.INVESTOR, "equity"), (Kind.INSTITUTION, "trainees")])
def test_investors_and_institutions_have_their_own(kind: Kind, word: str) -> None:
    assert word in examples(of(kind, Sector.FINTECH), Side.OFFER, "en")[0].better


def test_without_a_sector_there_are_some_too() -> None:
    assert len(examples(of(), Side.OFFER, "fr")) == SHOWN
