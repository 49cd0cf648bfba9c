"""What became of introductions, how fast people answered, and whether everybody had a chance. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from statistics import median

from matchmaking.events.models import Mode
from matchmaking.profiles.vocabulary import Country, Kind
from matchmaking.reports.families import Family
from matchmaking.reports.figures.counting import ALL, crossed, plain
from matchmaking.reports.figures.material import Answered, Introduced, Material, Organisation, State
from matchmaking.reports.tables import Cell, Code, Count, Figures, Hours, Nothing, Relation, Share, Table

SOON = 48  # hours
ACROSS = "family.across"
FAMILIES: Mapping[str, Family | None] = {**{f"family.{family}": family for family in Family}, ACROSS: None}


def organisations_behind(pairs: Collection[Introduced]) -> int:
    """How many different organisations stand behind these introductions."""
    return len({id_ for pair in pairs for id_ in pair.both})


def introductions(material: Material) -> Figures:
    """By the family that both sides share: how many introductions, and what became of them."""
    found = crossed(
        "introductions",
        material.introduced,
        rows={row: _in_family(family) for row, family in FAMILIES.items()},
        columns={f"state.{state}": _in_state(state) for state in State},
        behind=organisations_behind,
        total="introductions",
    )
    met = [pair for pair in material.introduced if pair.has_met]
    table = found.table("introductions")
    rows = []
    for row in table.rows:
        head = row[0]
        assert isinstance(head, Code)
        inside = [pair for pair in met if head.name == ALL or FAMILIES[head.name] is pair.family]
        rows.append((*row, Count(len(inside), organisations_behind(inside), _met(head.name))))
    every = {head: _made(head) for head in (*FAMILIES, ALL)}
    sums = [Relation(_met(ALL), tuple(_met(head) for head in FAMILIES))]
    limits = [Relation(made, (_met(head),), exact=False) for head, made in every.items()]
    columns = (*table.columns, "introductions.met")
    return Figures((Table("introductions", columns, tuple(rows)),), (*found.relations, *sums, *limits))


def _made(head: str) -> str:
    return "introductions" if head == ALL else f"introductions/{head}/{ALL}"


def _met(head: str) -> str:
    return "met" if head == ALL else f"met/{head}"


def response(material: Material) -> Figures:
    """How fast each side gave its first word, from the moment the letter left."""
    rows: list[list[Cell]] = []
    for country in (*Country, None):
        asked = [one for pair in material.introduced for one in (pair.ml, pair.dz) if _is_of(one, country)]
        answers = [one for pair in material.introduced for one in pair.answers if _is_of(one.organisation, country)]
        soon = [one for one in answers if one.hours <= SOON]
        row = f"country.{country}" if country else ALL
        middle = Hours(round(median(one.hours for one in answers), 1), _people(answers)) if answers else Nothing()
        rows.append(
            [
                Code(row),
                Count(len(asked), len({one.id for one in asked}), f"response/{row}/asked"),
                Count(len(answers), _people(answers), f"response/{row}/answered"),
                Share(f"response/{row}/answered", f"response/{row}/asked"),
                Count(len(soon), _people(soon), f"response/{row}/soon"),
                middle,
            ]
        )
    found = plain("response", ("asked", "answered", "rate", "soon", "median"), rows)
    columns = ("asked", "answered", "soon")
    sums = [
        Relation(f"response/{ALL}/{column}", tuple(f"response/country.{country}/{column}" for country in Country))
        for column in columns
    ]
    heads = (*(f"country.{country}" for country in Country), ALL)
    limits = [
        Relation(f"response/{head}/{whole}", (f"response/{head}/{part}",), exact=False)
        for head in heads
        for whole, part in (("asked", "answered"), ("answered", "soon"))
    ]
    return Figures(found.tables, (*sums, *limits))


def fairness(material: Material) -> Figures:
    """Of the published organisations: how many were suggested to somebody, introduced, and met. Organisations, hence
    counted openly."""
    suggested = {id_ for pair in material.suggested for id_ in pair}
    introduced = {id_ for pair in material.introduced for id_ in pair.both}
    met = {id_ for pair in material.introduced if pair.has_met for id_ in pair.both}
    groups: dict[str, Callable[[Organisation], bool]] = {
        **{f"country.{country}": _from(country) for country in Country},
        **{f"mode.{mode}": _by(mode) for mode in Mode},
        **{f"kind.{kind}": _a(kind) for kind in Kind},
        ALL: lambda _one: True,
    }
    rows: list[list[Cell]] = []
    for group, belongs in groups.items():
        inside = [one.id for one in material.shown if belongs(one)]
        if not inside and group.startswith("mode."):
            continue  # no event, or nobody takes part in this way
        key = "organisations" if group == ALL else f"fairness/{group}/organisations"
        counted = [Count(len(inside), None, key)]
        counted += [
            Count(sum(id_ in served for id_ in inside), None, f"fairness/{group}/{name}")
            for name, served in (("suggested", suggested), ("introduced", introduced), ("met", met))
        ]
        rows.append([Code(group), *counted, Share(f"fairness/{group}/introduced", key)])
    return plain("fairness", ("organisations", "suggested", "introduced", "met", "rate"), rows)


def unserved(material: Material) -> dict[str, list[Organisation]]:
    """For organizers: the published organisations that stand in no suggestion, in no introduction, at no meeting."""
    served = {
        "no_suggestion": {id_ for pair in material.suggested for id_ in pair},
        "no_introduction": {id_ for pair in material.introduced for id_ in pair.both},
        "no_meeting": {id_ for pair in material.introduced if pair.is_scheduled or pair.has_met for id_ in pair.both},
    }
    return {what: [one for one in material.shown if one.id not in ids] for what, ids in served.items()}


def _people(answers: Iterable[Answered]) -> int:
    return len({one.organisation.id for one in answers})


def _is_of(one: Organisation, country: Country | None) -> bool:
    return country is None or one.country is country


def _in_family(family: Family | None) -> Callable[[Introduced], bool]:
    return lambda pair: pair.family is family


def _in_state(state: State) -> Callable[[Introduced], bool]:
    return lambda pair: pair.state is state


def _from(country: Country) -> Callable[[Organisation], bool]:
    return lambda one: one.country is country


def _by(mode: Mode) -> Callable[[Organisation], bool]:
    return lambda one: one.mode is mode


def _a(kind: Kind) -> Callable[[Organisation], bool]:
    return lambda one: one.kind is kind
