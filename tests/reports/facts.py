"""Worlds made of bare facts, without a database: two that were simulated, and any that a test makes up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchmaking.events.models import Event, GuestRole, Mode
from matchmaking.followup.lifecycle import OutcomeKind, Speaker
from matchmaking.followup.standing import Outcome, Standing, Standings
from matchmaking.profiles.vocabulary import Country, Currency, Kind
from matchmaking.reports.families import OF_SECTOR, Family
from matchmaking.reports.figures.material import (
    Answered,
    Asked,
    Introduced,
    Material,
    Organisation,
    State,
    Visitor,
)

FOLDER = Path(__file__).parent / "facts"
SECTORS = {family: next(str(one) for one, its in OF_SECTOR.items() if its is family) for family in Family}
AT = datetime(2026, 6, 1, tzinfo=UTC)


def organisation(
    number: int,
    country: str,
    kind: str = "startup",
    families: Sequence[str] = ("land",),
    mode: str | None = None,
    *,
    is_shown: bool = True,
) -> Organisation:
    """One organisation."""
    return Organisation(
        id=number,
        key=f"{country}{number:03}",
        name=f"Organisation {number}",
        country=Country(country),
        kind=Kind(kind),
        sectors=tuple(SECTORS[Family(one)] for one in families),
        is_shown=is_shown,
        is_discreet=False,
        mode=Mode(mode) if mode else None,
        has_arrived=False,
    )


def standings(said: Mapping[str, str], money: tuple[str, str] | None = None) -> Standings:
    """What an introduction led to, by how sure that is; `money` for its contract or investment."""
    outcomes = {}
    for kind in OutcomeKind:
        standing = Standing(said.get(kind.value, "unknown"))
        told = money if kind in (OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT) and kind.value in said else None
        amount, currency = (Decimal(told[0]), Currency(told[1])) if told else (None, None)
        speakers = () if standing is Standing.UNKNOWN else (Speaker.MALI,)
        outcomes[kind] = Outcome(kind=kind, standing=standing, speakers=speakers, amount=amount, currency=currency)
    return Standings(outcomes)


def introduced(
    number: int,
    ml: Organisation,
    dz: Organisation,
    state: str,
    *,
    hours: Sequence[float | None] = (None, None),
    is_held: bool = False,
    led_to: Standings | None = None,
) -> Introduced:
    """One introduction; `hours` that each side took to answer."""
    answers = tuple(Answered(one, took) for one, took in zip((ml, dz), hours, strict=True) if took is not None)
    return Introduced(number, ml, dz, State(state), answers, is_held, is_held, led_to)


def world(
    organisations: Sequence[Organisation],
    pairs: Sequence[Introduced],
    *,
    suggested: Sequence[tuple[int, int]] = (),
    asked: Sequence[Asked] = (),
    visitors: Sequence[Visitor] = (),
    has_event: bool = True,
) -> Material:
    """All of it at one moment."""
    event = Event(name="Table ronde", place="Bamako", starts_at=AT, ends_at=AT, cutoff_at=AT) if has_event else None
    return Material(AT, event, organisations, (), suggested, pairs, asked, visitors)


def kept(name: str) -> Material:
    """A simulated world: `season`, the demonstration as it starts, or `year`, as `flask demo simulate` makes it."""
    stored = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    there = {row[0]: organisation(*row[:5], is_shown=row[5]) for row in stored["organisations"]}
    pairs = {
        row[0]: introduced(
            row[0],
            there[row[1]],
            there[row[2]],
            row[3],
            hours=row[4],
            is_held=row[5],
            led_to=None if row[6] is None else standings(*row[6]),
        )
        for row in stored["introduced"]
    }
    return world(
        list(there.values()),
        list(pairs.values()),
        suggested=[(ml, dz) for ml, dz in stored["suggested"]],
        asked=[Asked(pair, there[side], number, answered) for pair, side, number, answered in stored["asked"]],
        visitors=[Visitor(GuestRole(role), Mode(mode)) for role, mode in stored["visitors"]],
    )


def written(material: Material) -> dict[str, Any]:
    """The facts of a world as `kept` reads them: nobody's name, key or offers."""
    numbers = {one.id: number for number, one in enumerate(material.organisations, start=1)}
    return {
        "organisations": [
            [numbers[one.id], one.country, one.kind, sorted(one.families), one.mode, one.is_shown]
            for one in material.organisations
        ],
        "introduced": [
            [
                pair.id,
                numbers[pair.ml.id],
                numbers[pair.dz.id],
                pair.state,
                [
                    next((said.hours for said in pair.answers if said.organisation == one), None)
                    for one in (pair.ml, pair.dz)
                ],
                pair.is_held,
                None if pair.standings is None else _led(pair.standings),
            ]
            for pair in material.introduced
        ],
        "suggested": [[numbers[ml], numbers[dz]] for ml, dz in material.suggested],
        "asked": [
            [one.introduction_id, numbers[one.organisation.id], one.round, one.has_answered] for one in material.asked
        ],
        "visitors": [[one.role, one.mode] for one in material.visitors],
    }


def _led(found: Standings) -> list[Any]:
    said = {str(one.kind): str(one.standing) for one in found.known}
    money = next(((str(one.amount), str(one.currency)) for one in found.known if one.amount is not None), None)
    return [said, money]
