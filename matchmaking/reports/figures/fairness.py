"""Whether everybody had a chance: of the published organisations, who was suggested, introduced, and met. Pure.

A number of organisations that were introduced or met is an outcome like any other, masked where they are few. So is
what the rows leave over: a group too small for a row, and those who take no part in the event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations

from matchmaking.events.models import Mode
from matchmaking.profiles.vocabulary import Country, Kind
from matchmaking.reports.figures.counting import ALL, plain
from matchmaking.reports.figures.material import Material, Organisation
from matchmaking.reports.tables import FEWEST, Cell, Code, Count, Figures, Relation, Share, Unsaid

COLUMNS = ("organisations", "suggested", "introduced", "met")  # each of those before it, as a reader will believe
ABSENT = "mode.none"  # takes no part in the event; has no row

Groups = Mapping[str, Callable[[Organisation], bool]]


def _with(trait: str, value: object) -> Callable[[Organisation], bool]:
    return lambda one: getattr(one, trait) is value


COUNTRIES: Groups = {f"country.{country}": _with("country", country) for country in Country}
MODES: Groups = {f"mode.{mode}": _with("mode", mode) for mode in Mode}
KINDS: Groups = {f"kind.{kind}": _with("kind", kind) for kind in Kind}


def fairness(material: Material) -> Figures:
    """By country, by the way of taking part, by kind. A group of fewer than three has no row, nor has a kind with fewer
    than three in a country: how many of a kind there are in each is counted openly, and would bound every number."""
    served = _served(material)
    parted = _parted(material)
    rows: list[list[Cell]] = []
    unsaid: list[Unsaid] = []
    for group, belongs in {name: holds for groups in parted for name, holds in groups.items()}.items():
        inside = [one for one in material.shown if belongs(one)]
        cells = [_cell(group, column, inside, served[column]) for column in COLUMNS]
        if group != ABSENT and len(inside) >= FEWEST and not (group in KINDS and _is_thin(inside)):
            rows.append([Code(group), *cells, Share(key_of(group, "introduced"), key_of(group, "organisations"))])
        else:
            unsaid += [_left_over(cell, len(inside)) for cell in cells]
    every = [_cell(ALL, column, material.shown, served[column]) for column in COLUMNS]
    rows.append([Code(ALL), *every, Share(key_of(ALL, "introduced"), key_of(ALL, "organisations"))])
    found = plain("fairness", (*COLUMNS, "rate"), rows)
    sums = [
        Relation(key_of(ALL, column), tuple(key_of(group, column) for group in groups))
        for groups in parted
        for column in COLUMNS
    ]
    for group in (ALL, *(name for groups in parted for name in groups)):
        sums += _narrowing([key_of(group, column) for column in COLUMNS])
    return Figures(found.tables, tuple(sums), tuple(unsaid)) + _by_country(material, served, parted[1:])


def key_of(group: str, column: str) -> str:
    """The key of a cell of the table."""
    return "organisations" if (group, column) == (ALL, "organisations") else f"fairness/{group}/{column}"


def of_both(group: str, country: str, column: str) -> str:
    """The key of how many of a group are of a country; no table says it."""
    return f"fairness/{group}+{country}/{column}"


def _parted(material: Material) -> list[Groups]:
    """Groups that part the published organisations, once by country, then by others."""
    if material.event is None:
        return [COUNTRIES, KINDS]
    return [COUNTRIES, {**MODES, ABSENT: _with("mode", None)}, KINDS]


def _served(material: Material) -> Mapping[str, Collection[int]]:
    return {
        "organisations": {one.id for one in material.shown},
        "suggested": {id_ for pair in material.suggested for id_ in pair},
        "introduced": {id_ for pair in material.introduced for id_ in pair.both},
        "met": {id_ for pair in material.introduced if pair.has_met for id_ in pair.both},
    }


def _cell(group: str, column: str, inside: Sequence[Organisation], served: Collection[int]) -> Count:
    """Published organisations are counted openly, those who take part in the event in a certain way are not."""
    number = sum(one.id in served for one in inside)
    is_open = column == "organisations" and not group.startswith("mode.")
    return Count(number, None if is_open else number, key_of(group, column))


def _is_thin(inside: Sequence[Organisation]) -> bool:
    """Whether one or two of them are all that a country has."""
    there = Counter(one.country for one in inside)
    return any(number < FEWEST for number in there.values())


def _left_over(cell: Count, size: int) -> Unsaid:
    """What can be computed from the rows and is not said by any. Of one or two organisations even a zero tells."""
    if cell.behind is None or not size:
        return Unsaid(cell.key, cell.value, is_known=True)
    if size < FEWEST:
        return Unsaid(cell.key, cell.value, behind=size)
    return Unsaid(cell.key, cell.value, cell.behind, least=int(0 < cell.value < FEWEST))


def _by_country(material: Material, served: Mapping[str, Collection[int]], parted: Sequence[Groups]) -> Figures:
    """No table crosses a group with a country, but how many organisations a group has in a country bounds both."""
    unsaid: list[Unsaid] = []
    sums: list[Relation] = []
    for groups in parted:
        for group, belongs in groups.items():
            for country, is_there in COUNTRIES.items():
                inside = {one.id for one in material.shown if belongs(one) and is_there(one)}
                keys = [of_both(group, country, column) for column in COLUMNS]
                for column, key in zip(COLUMNS, keys, strict=True):
                    known = column == "organisations" and groups is KINDS
                    unsaid.append(Unsaid(key, len(inside & set(served[column])), is_known=known))
                sums += _narrowing(keys)
        for column in COLUMNS:
            crossed = {(one, it): of_both(one, it, column) for one in groups for it in COUNTRIES}
            sums += [Relation(key_of(one, column), tuple(crossed[one, it] for it in COUNTRIES)) for one in groups]
            sums += [Relation(key_of(it, column), tuple(crossed[one, it] for one in groups)) for it in COUNTRIES]
    return Figures((), tuple(sums), tuple(unsaid))


def _narrowing(keys: Sequence[str]) -> list[Relation]:
    """Who met was introduced, who was introduced was suggested as a rule, and all are published."""
    return [Relation(wide, (narrow,), exact=False) for wide, narrow in combinations(keys, 2)]
