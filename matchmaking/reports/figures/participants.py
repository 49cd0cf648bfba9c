"""Who takes part, and what both countries offer and look for. Published organisations are counted openly. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from matchmaking.events.models import GuestRole, Mode
from matchmaking.profiles.vocabulary import Country, Kind, OpportunityKind, Sector, Side
from matchmaking.reports.families import Family
from matchmaking.reports.figures.counting import ALL, crossed, plain
from matchmaking.reports.figures.material import Material, Offered, Organisation, Visitor
from matchmaking.reports.tables import Cell, Code, Count, Figures

OTHER_KIND = "opportunity.unsaid"


def organisations(material: Material) -> Figures:
    """Published organisations by kind and country."""
    return crossed(
        "organisations",
        material.shown,
        rows={f"kind.{kind}": _of_kind(kind) for kind in Kind},
        columns={f"country.{country}": _of_country(country) for country in Country},
        behind=None,
        total="organisations",
    )


def attendance(material: Material) -> Figures:
    """People at the event, on site and online: one for each organisation, and the guests. Nothing without an event.

    Persons, so a cell of fewer than three is masked.
    """
    if material.event is None:
        return Figures()
    people: list[Organisation | Visitor] = [one for one in material.organisations if one.mode is not None]
    return crossed(
        "attendance",
        [*people, *material.visitors],
        rows={f"country.{country}": _organisation_of(country) for country in Country}
        | {f"guest.{role}": _guest_as(role) for role in GuestRole},
        columns={f"mode.{mode}": _takes_part(mode) for mode in Mode},
        behind=_persons,
        total="attendance",
    )


def potential(material: Material) -> Figures:
    """By family of sectors: organisations, offers and needs of each country. One that stands in several families counts
    in each of them, and once in the last row."""
    rows: list[list[Cell]] = []
    for family in (*Family, None):
        inside = [one for one in material.shown if family is None or family in one.families]
        here = {one.id for one in inside}
        offered = [one for one in material.offered if one.organisation.id in here]
        cells: list[Cell] = [Code(f"family.{family}" if family else ALL)]
        for country in Country:
            cells += [
                Count(sum(one.country is country for one in inside)),
                *(Count(_count(offered, country, side)) for side in (Side.OFFER, Side.NEED)),
            ]
        rows.append(cells)
    columns = [f"{country}.{what}" for country in Country for what in ("organisations", "offers", "needs")]
    return plain("potential", columns, rows)


def opportunities(material: Material) -> Figures:
    """Offers and needs by what they are about and country. Nothing while none of them says it."""
    if all(one.kind is None for one in material.offered):
        return Figures()
    kinds: dict[str, Callable[[Offered], bool]] = {f"opportunity.{kind}": _about(kind) for kind in OpportunityKind}
    return crossed(
        "opportunities",
        material.offered,
        rows=kinds | {OTHER_KIND: _about(None)},
        columns={f"{country}.{side}": _from(country, side) for country in Country for side in Side},
        behind=None,
        total="opportunities",
    )


def gaps(material: Material, uncovered: Collection[str]) -> Figures:
    """By sector: needs and offers of each country, and the needs (by key) that nobody across the border covers.
    One that stands in several sectors counts in each, and once in the last row."""
    rows: list[list[Cell]] = []
    for sector in (*Sector, None):
        inside = [one for one in material.offered if sector is None or sector.value in one.organisation.sectors]
        cells: list[Cell] = [Code(f"sector.{sector}" if sector else ALL)]
        for country in Country:
            needs = [one for one in inside if one.side is Side.NEED and one.organisation.country is country]
            cells += [
                Count(_count(inside, country, Side.OFFER)),
                Count(len(needs)),
                Count(sum(one.key in uncovered for one in needs)),
            ]
        rows.append(cells)
    columns = [f"{country}.{what}" for country in Country for what in ("offers", "needs", "uncovered")]
    return plain("gaps", columns, rows)


def _count(offered: Iterable[Offered], country: Country, side: Side) -> int:
    return sum(one.side is side and one.organisation.country is country for one in offered)


def _persons(people: Collection[object]) -> int:
    return len(people)


def _of_kind(kind: Kind) -> Callable[[Organisation], bool]:
    return lambda one: one.kind is kind


def _of_country(country: Country) -> Callable[[Organisation], bool]:
    return lambda one: one.country is country


def _organisation_of(country: Country) -> Callable[[Organisation | Visitor], bool]:
    return lambda one: isinstance(one, Organisation) and one.country is country


def _guest_as(role: GuestRole) -> Callable[[Organisation | Visitor], bool]:
    return lambda one: isinstance(one, Visitor) and one.role is role


def _takes_part(mode: Mode) -> Callable[[Organisation | Visitor], bool]:
    return lambda one: one.mode is mode


def _about(kind: OpportunityKind | None) -> Callable[[Offered], bool]:
    return lambda one: one.kind is kind


def _from(country: Country, side: Side) -> Callable[[Offered], bool]:
    return lambda one: one.organisation.country is country and one.side is side
