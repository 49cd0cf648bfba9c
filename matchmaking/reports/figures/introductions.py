"""What became of introductions, how fast people answered, and who has nothing yet. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from statistics import median

from matchmaking.profiles.vocabulary import Country
from matchmaking.reports.families import Family
from matchmaking.reports.figures.counting import ALL, crossed, gathered, plain
from matchmaking.reports.figures.material import Answered, Introduced, Material, Organisation, State
from matchmaking.reports.tables import FEWEST, Cell, Code, Count, Figures, Hours, Nothing, Relation, Share, Table

SOON = 48  # hours
ACROSS, OTHERS = "family.across", "family.others"
FAMILIES: Mapping[str, Family | None] = {**{f"family.{family}": family for family in Family}, ACROSS: None}


def organisations_behind(pairs: Collection[Introduced]) -> int:
    """How many different organisations stand behind these introductions."""
    return len({id_ for pair in pairs for id_ in pair.both})


def introductions(material: Material) -> Figures:
    """By the family that both sides share: how many introductions, and what became of them. A family with fewer than
    three organisations on a shore has no row of its own: they could be counted out."""
    rows = family_rows(own_families(material))
    found = crossed(
        "introductions",
        material.introduced,
        rows=rows,
        columns={f"state.{state}": _in_state(state) for state in State},
        behind=organisations_behind,
        total="introductions",
    )
    met = [pair for pair in material.introduced if pair.has_met]
    cells = {}
    for row in found.table("introductions").rows:
        head = row[0]
        assert isinstance(head, Code)
        inside = [pair for pair in met if head.name == ALL or rows[head.name](pair)]
        cells[head.name] = (*row, Count(len(inside), organisations_behind(inside), met_key(head.name)))
    sums = [Relation(met_key(ALL), tuple(met_key(row) for row in rows))] if rows else []
    columns = (*found.table("introductions").columns, "introductions.met")
    return Figures((Table("introductions", columns, tuple(cells.values())),), (*found.relations, *sums))


def own_families(material: Material) -> tuple[str, ...]:
    """The families that have a row of their own; what lies across families stands beside them."""
    there = {
        family: min(
            sum(one.country is country and family in one.families for one in material.shown) for country in Country
        )
        for family in Family
    }
    return (*gathered({f"family.{family}": number for family, number in there.items()}, FEWEST), ACROSS)


def family_rows(own: Collection[str]) -> dict[str, Callable[[Introduced], bool]]:
    """The rows of these families, and one of all others where there are others and not others only."""
    rows = {row: _in_families({FAMILIES[row]}) for row in FAMILIES if row in own}
    others = {family for row, family in FAMILIES.items() if row not in own}
    return {**rows, OTHERS: _in_families(others)} if rows and others else rows


def made_key(row: str) -> str:
    """The key of how many introductions there are in a row."""
    return "introductions" if row == ALL else f"introductions/{row}/{ALL}"


def met_key(row: str) -> str:
    """The key of how many of them met."""
    return "met" if row == ALL else f"met/{row}"


def accepted_key(row: str) -> str:
    """The key of how many of them both sides accepted."""
    return f"introductions/{row}/state.{State.ACCEPTED}"


def response(material: Material) -> Figures:
    """How fast each side gave its first word, from the moment the letter left. Each introduction asks one on each
    shore: how many were asked is how many introductions there are."""
    rows: list[list[Cell]] = []
    sums: list[Relation] = []
    made = len(material.introduced)
    behind = organisations_behind(material.introduced)
    for country in (*Country, None):
        answers = [one for pair in material.introduced for one in pair.answers if _is_of(one.organisation, country)]
        soon = [one for one in answers if one.hours <= SOON]
        row = f"country.{country}" if country else ALL
        middle = Hours(round(median(one.hours for one in answers), 1), _people(answers)) if answers else Nothing()
        asked = Count(made, behind, "introductions") if country else Count(2 * made, behind, "response/all/asked")
        rows.append(
            [
                Code(row),
                asked,
                Count(len(answers), _people(answers), f"response/{row}/answered"),
                Share(f"response/{row}/answered", asked.key),
                Count(len(soon), _people(soon), f"response/{row}/soon"),
                middle,
            ]
        )
        sums += [
            Relation(asked.key, (f"response/{row}/answered",), exact=False),
            Relation(f"response/{row}/answered", (f"response/{row}/soon",), exact=False),
        ]
    sums.append(Relation("response/all/asked", ("introductions", "introductions")))
    sums += [
        Relation(f"response/{ALL}/{column}", tuple(f"response/country.{country}/{column}" for country in Country))
        for column in ("answered", "soon")
    ]
    found = plain("response", ("asked", "answered", "rate", "soon", "median"), rows)
    return Figures(found.tables, tuple(sums))


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


def _in_families(families: Collection[Family | None]) -> Callable[[Introduced], bool]:
    return lambda pair: pair.family in families


def _in_state(state: State) -> Callable[[Introduced], bool]:
    return lambda pair: pair.state is state
