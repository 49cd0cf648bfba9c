"""What came of introductions: how sure it is, in which family, for how much money, and who answered. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from matchmaking.followup.lifecycle import RESULTS, OutcomeKind
from matchmaking.followup.standing import Standing
from matchmaking.profiles.vocabulary import Currency
from matchmaking.reports.figures.counting import ALL, crossed, gathered, plain
from matchmaking.reports.figures.introductions import family_rows, organisations_behind, own_families
from matchmaking.reports.figures.material import Asked, Introduced, Material
from matchmaking.reports.tables import Amount, Cell, Code, Count, Figures, Relation, Share

SURE = (Standing.DECLARED, Standing.CONFIRMED, Standing.EVIDENCED)
MONEY = (OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT)
EARLIER, UNKNOWN = "furthest.earlier", "furthest.unknown"
RESULT, FOLLOWED = "results", "followed"
ENOUGH = 3  # introductions for each column, or a family has no row of its own


def outcomes(material: Material) -> Figures:
    """Of each kind of outcome, how many introductions led to it, by how sure that is. One introduction may stand in
    several rows."""
    rows: list[list[Cell]] = []
    sums: list[Relation] = []
    for kind in OutcomeKind:
        head = f"outcome.{kind}"
        known = [pair for pair in material.followed if pair.standing_of(kind) is not Standing.UNKNOWN]
        parts = []
        for standing in SURE:
            inside = [pair for pair in known if pair.standing_of(kind) is standing]
            parts.append(Count(len(inside), organisations_behind(inside), f"outcomes/{kind}/{standing}"))
        whole = Count(len(known), organisations_behind(known), f"outcomes/{kind}")
        rows.append([Code(head), *parts, whole])
        sums.append(Relation(whole.key, tuple(part.key for part in parts)))
    found = plain("outcomes", (*SURE, ALL), rows)
    return Figures(found.tables, tuple(sums))


def furthest(material: Material) -> Figures:
    """How far each introduction with open contacts has come: by the family that both sides share where there are enough
    of them to be told apart, and of all together."""
    columns: dict[str, Callable[[Introduced], bool]] = {f"outcome.{kind}": _reached(kind) for kind in RESULTS}
    columns |= {
        EARLIER: _stands_between,
        f"outcome.{OutcomeKind.NO_FOLLOW_UP}": _reached(OutcomeKind.NO_FOLLOW_UP),
        UNKNOWN: lambda pair: pair.furthest is None,
    }
    rows = family_rows(own_families(material))
    sizes = {row: sum(map(holds, material.followed)) for row, holds in rows.items()}
    return crossed(
        "furthest",
        material.followed,
        rows=family_rows(gathered(sizes, ENOUGH * len(columns))),
        columns=columns,
        behind=organisations_behind,
        total=FOLLOWED,
    )


def results_of(material: Material) -> Count:
    """Introductions that led to something in writing or to money."""
    inside = [pair for pair in material.followed if pair.furthest in RESULTS]
    return Count(len(inside), organisations_behind(inside), RESULT)


def amounts(material: Material) -> Figures:
    """The money of contracts and investments, each currency by itself: they are never added to one another."""
    rows: list[list[Cell]] = []
    for kind in MONEY:
        cells: list[Cell] = [Code(f"outcome.{kind}")]
        for currency in Currency:
            said = [(pair, money) for pair in material.followed if (money := pair.money_of(kind, currency)) is not None]
            total = sum((money for _pair, money in said), Decimal(0))
            behind = organisations_behind([pair for pair, _money in said])
            cells.append(Amount(total, currency.value, behind, f"amounts/{kind}/{currency}"))
        rows.append(cells)
    return plain("amounts", tuple(currency.value for currency in Currency), rows)


def answers(material: Material) -> Figures:
    """Of the sides that were asked what came of it, how many answered: in each round, and at least once."""
    rounds: Mapping[str, Sequence[Asked]] = {
        f"round.{number}": [one for one in material.asked if one.round == number] for number in (1, 2)
    } | {ALL: material.asked}
    rows: list[list[Cell]] = []
    for head, asked in rounds.items():
        sides = {(one.introduction_id, one.organisation.id) for one in asked}
        said = {(one.introduction_id, one.organisation.id) for one in asked if one.has_answered}
        keys = (f"answers/{head}/asked", f"answers/{head}/answered")
        rows.append(
            [
                Code(head),
                Count(len(sides), _organisations(sides), keys[0]),
                Count(len(said), _organisations(said), keys[1]),
                Share(keys[1], keys[0]),
            ]
        )
    return plain("answers", ("asked", "answered", "rate"), rows)


def _organisations(sides: Collection[tuple[int, int]]) -> int:
    return len({organisation_id for _introduction_id, organisation_id in sides})


def _reached(kind: OutcomeKind) -> Callable[[Introduced], bool]:
    return lambda pair: pair.furthest is kind


def _stands_between(pair: Introduced) -> bool:
    """It came to a word or a meeting, so far."""
    return pair.furthest in (OutcomeKind.CONTACT, OutcomeKind.MET)
