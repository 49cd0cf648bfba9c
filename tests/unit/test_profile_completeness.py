"""What is missing is said, with the reason; the least that can be submitted is small."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from matchmaking.profiles.completeness import blockers, points, vague_need
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.vocabulary import Country, Currency, Kind, Language, Sector, Side, Stage

OFFER = OpportunityContent(side=Side.OFFER, title="Sondes de niveau d'eau")
NEED = OpportunityContent(side=Side.NEED, title="Fabrication de 300 cartes")
LEAST = ProfileContent(country=Country.MALI, kind=Kind.STARTUP, name="JiSènè", opportunities=(OFFER, NEED))


def lacking(typed: ProfileContent, *, reachable: bool = True) -> set[str]:
    return {point.code for point in points(typed, reachable=reachable) if not point.done}


def test_one_offer_one_need_a_name_and_a_way_to_reach_the_person_are_enough_to_submit() -> None:
    assert blockers(LEAST, reachable=True) == []


def test_each_part_of_the_least_is_named_when_it_lacks() -> None:
    def missing(typed: ProfileContent, *, reachable: bool = True) -> list[str]:
        return [point.code for point in blockers(typed, reachable=reachable)]

    assert missing(replace(LEAST, opportunities=(NEED,))) == ["offer"]
    assert missing(replace(LEAST, opportunities=(OFFER,))) == ["need"]
    assert missing(replace(LEAST, name="")) == ["name"]
    assert missing(LEAST, reachable=False) == ["contact"]


def test_a_full_profile_lacks_nothing() -> None:
    full = replace(
        LEAST,
        city="Niono",
        sectors=(Sector.AGRITECH,),
        languages=(Language.FRENCH,),
        summary="Nous fabriquons des sondes de niveau d'eau pour l'Office du Niger. " * 2,
        stage=Stage.SEED,
        seeking_amount=Decimal(120_000),
        currency=Currency.EUR,
    )
    assert lacking(full) == set()


def test_only_startups_are_asked_for_a_stage_and_only_investors_for_a_ticket() -> None:
    assert "funding" in lacking(LEAST)
    assert "ticket" in lacking(replace(LEAST, kind=Kind.INVESTOR))
    for kind in (Kind.COMPANY, Kind.INSTITUTION):
        assert not {"funding", "ticket"} & lacking(replace(LEAST, kind=kind))


def test_a_need_without_a_figure_is_named() -> None:
    vague = OpportunityContent(side=Side.NEED, title="Pool de spécialistes")
    typed = replace(LEAST, opportunities=(OFFER, NEED, vague))
    assert vague_need(typed) == vague
    point = next(point for point in points(typed, reachable=True) if point.code == "figures")
    assert (point.done, point.about, point.field) == (False, "Pool de spécialistes", "seeks-1-text")


def test_every_missing_point_says_why_it_matters() -> None:
    empty = ProfileContent(country=Country.ALGERIA, kind=Kind.INVESTOR, name="")
    assert all(point.why for point in points(empty, reachable=False) if not point.done)
