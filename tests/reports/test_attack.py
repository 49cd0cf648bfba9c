"""No masked value of a report can be computed by a reader who knows what the words of all its tables mean."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from matchmaking.events.models import GuestRole, Mode
from matchmaking.followup.lifecycle import OutcomeKind
from matchmaking.followup.standing import Standing
from matchmaking.profiles.vocabulary import Kind
from matchmaking.reports.families import Family
from matchmaking.reports.figures import WORTH, count
from matchmaking.reports.figures.material import Asked, Introduced, Material, Organisation, State, Visitor
from matchmaking.reports.masking import published
from matchmaking.reports.tables import FEWEST, Amount, Code, Count, Figures, Hours, Masked, Table
from tests.reports.attacker import BELIEFS, LEVELS, Attacker, Place
from tests.reports.facts import introduced, kept, organisation, standings, world

FIFTH = 0.2  # of its value, and one at least: how much a reader must leave open


@dataclass(frozen=True)
class Secret:
    """What a report does not say, its value, and between which ends an attacker knows it."""

    name: str
    value: int
    believed: tuple[float, float]


def true_beliefs(material: Material) -> set[str]:
    """What an attacker may rightly take for granted of this world."""
    accepted, declined, waiting = (
        [pair for pair in material.introduced if pair.state is state]
        for state in (State.ACCEPTED, State.DECLINED, State.WAITING)
    )
    published_ids = {one.id for one in material.shown}
    suggested = {id_ for pair in material.suggested for id_ in pair}
    rounds = [
        {(one.introduction_id, one.organisation.id) for one in material.asked if one.round == number}
        for number in (1, 2)
    ]
    held = {
        "who accepted has open contacts": all(pair.standings for pair in accepted),
        "only who accepted has met": all(pair in accepted for pair in material.introduced if pair.has_met),
        "who was introduced was suggested": all(pair.both & published_ids <= suggested for pair in material.introduced),
        "only published organisations take part": all(one.is_shown for one in material.organisations if one.mode),
        "who accepted has answered": all(len(pair.answers) == 2 for pair in accepted),
        "who declined has answered": all(pair.answers for pair in declined),
        "who is waited for has not answered": all(len(pair.answers) < 2 for pair in waiting),
        "who is asked twice was asked before": rounds[1] <= rounds[0],
        "a pair of published organisations is introduced once": len({pair.both for pair in material.introduced})
        == len(material.introduced)
        and all(pair.both <= published_ids for pair in material.introduced),
        "half of the answers are as fast as the median": True,
    }
    assert held.keys() == set(BELIEFS)
    return {belief for belief, holds in held.items() if holds}


def attack(material: Material) -> list[Secret]:
    """What an attacker is not to know who has read the report of a world, and how much of it he has left open: masked
    numbers, and what the rows leave over of too few organisations."""
    figures = count(material, uncovered=())
    attacker = Attacker(published(figures, WORTH), true_beliefs(material))
    truth = numbers(figures.tables)
    found = [Secret(" / ".join(place), truth[place], attacker.interval(place)) for place in attacker.masked]
    served = {
        "introduced": {id_ for pair in material.introduced for id_ in pair.both},
        "met": {id_ for pair in material.introduced if pair.has_met for id_ in pair.both},
    }
    for group, inside in groups_of(material).items():
        if inside and group not in attacker.rows["fairness"]:
            for number, (column, ids) in enumerate(served.items()):
                value = sum(one.id in ids for one in inside)
                if value and (len(inside) < FEWEST or value < FEWEST):
                    left = attacker.between(attacker.organisations(group, LEVELS[number:]))
                    found.append(Secret(f"{group}, {column}", value, left))
    return found


def groups_of(material: Material) -> dict[str, list[Organisation]]:
    """The published organisations of each kind, and those who take no part in the event."""
    kinds = {f"kind.{kind}": [one for one in material.shown if one.kind is kind] for kind in Kind}
    absent = [one for one in material.shown if one.mode is None] if material.event else []
    return {**kinds, "mode.none": absent}


def numbers(tables: tuple[Table, ...]) -> dict[Place, int]:
    return {
        (table.code, row[0].name, column.split(".", 1)[1]): cell.value
        for table in tables
        for row in table.rows
        if isinstance(row[0], Code)
        for column, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, Count)
    }


def tell_tales(secrets: list[Secret], *, part: float = 0) -> list[str]:
    """What the attacker knows exactly, or to less than this part of it."""
    wrong = [one for one in secrets if not one.believed[0] <= one.value <= one.believed[1]]
    assert wrong == [], "the attacker believes what is wrong"
    return [str(one) for one in secrets if one.believed[1] - one.believed[0] < max(1, part * one.value)]


@pytest.mark.parametrize("name", ["season", "year"])
def test_a_reader_of_a_simulated_report_computes_nothing_that_is_masked(name: str) -> None:
    secrets = attack(kept(name))
    assert len(secrets) >= 20
    assert tell_tales(secrets, part=FIFTH) == []


def test_where_there_is_one_introduction_nobody_learns_between_whom() -> None:
    """« Introductions » was masked, and who had a chance said: one Malian organisation and one Algerian."""
    there = [organisation(number, "ML" if number <= 5 else "DZ") for number in range(1, 11)]
    alone = introduced(1, there[0], there[5], "accepted", hours=(2, 3), is_held=True)
    figures = count(world(there, [alone]), uncovered=())
    shown = numbers(published(figures, WORTH))
    assert [place for place, value in shown.items() if value and place[2] in ("introduced", "met")] == []
    assert tell_tales(attack(world(there, [alone]))) == []


def test_a_single_company_without_a_row_is_not_what_the_rows_leave_over() -> None:
    """Whether it was introduced to somebody is not the difference of two rows."""
    there = [organisation(number, "ML" if number <= 6 else "DZ") for number in range(1, 12)]
    there.append(organisation(12, "DZ", "company"))
    pairs = [introduced(number, there[number - 1], there[number + 5], "accepted") for number in range(2, 7)]
    secrets = {one.name: one for one in attack(world(there, pairs))}
    assert secrets["kind.company, introduced"].value == 1
    assert secrets["kind.company, introduced"].believed == (0, 1)


def test_guests_from_afar_are_not_the_difference_of_two_tables() -> None:
    """People online, less the organisations online, were the one speaker online."""
    there = [
        organisation(number, "ML" if number <= 12 else "DZ", mode="on_site" if number % 3 else "online")
        for number in range(1, 25)
    ]
    guests = [Visitor(GuestRole.SPEAKER, Mode.ONLINE), *(Visitor(GuestRole.PRESS, Mode.ON_SITE),) * 4]
    secrets = attack(world(there, [], visitors=guests))
    assert "attendance / guest.speaker / mode.online" in {one.name for one in secrets}
    assert tell_tales(secrets) == []


@pytest.mark.parametrize("name", ["season", "year"])
def test_what_came_of_introductions_stays_readable(name: str) -> None:
    """The first page is whole, and of the totals of each table of outcomes one at most is masked for another's sake."""
    figures = count(kept(name), uncovered=())
    shown = published(figures, WORTH)
    sums = {
        "funnel": (0, lambda table: [row[1] for row in table.rows]),
        "outcomes": (1, lambda table: [row[-1] for row in table.rows]),
        "furthest": (1, lambda table: table.rows[-1][1:]),
    }
    for code, (most, of) in sums.items():
        cells = zip(of(figures.table(code)), of(Figures(shown).table(code)), strict=True)
        missed = [cell for cell, said in cells if isinstance(said, Masked) and cell.behind >= FEWEST]
        assert len(missed) <= most, code


@pytest.mark.parametrize("name", ["season", "year"])
def test_no_more_is_masked_than_it_takes(name: str) -> None:
    """One cell, more or less, beside each that is about too few."""
    figures = count(kept(name), uncovered=())
    cells = [cell for table in figures.tables for row in table.rows for cell in row]
    sensitive = [cell for cell in cells if isinstance(cell, Count | Amount | Hours) and 0 < (cell.behind or 0) < FEWEST]
    shown = [cell for table in published(figures, WORTH) for row in table.rows for cell in row]
    assert sum(isinstance(cell, Masked) for cell in shown) <= 2 * len(sensitive)


@st.composite
def shores(draw: st.DrawFn) -> list[Organisation]:
    """A few organisations on both shores, three of them published at least: fewer are known by any total."""
    found: list[Organisation] = []
    modes = st.sampled_from([None, "on_site", "online"])
    kinds = st.sampled_from(["startup", "startup", "company", "investor"])
    families = st.lists(st.sampled_from([str(one) for one in list(Family)[:3]]), min_size=1, max_size=2, unique=True)
    for country in ("ML", "DZ"):
        for number in range(draw(st.integers(3, 9))):
            shown = number < FEWEST or draw(st.integers(0, 9)) > 0
            found.append(
                organisation(len(found) + 1, country, draw(kinds), draw(families), draw(modes), is_shown=shown)
            )
    return found


@st.composite
def pairs_between(draw: st.DrawFn, organisations: list[Organisation]) -> list[Introduced]:
    """Introductions with every kind of end; no pair twice."""
    every = [(ml, dz) for ml in organisations for dz in organisations if (ml.country, dz.country) == ("ML", "DZ")]
    chosen = draw(st.lists(st.sampled_from(every), max_size=24, unique=True))
    hours = st.sampled_from([1.0, 20.0, 60.0])
    maybe = st.one_of(st.none(), hours)
    found = []
    for number, (ml, dz) in enumerate(chosen, start=1):
        state = draw(st.sampled_from(["accepted", "accepted", *map(str, State)]))
        accepted = state == "accepted"
        said = {
            str(kind): str(draw(st.sampled_from([one for one in Standing if one is not Standing.UNKNOWN])))
            for kind in draw(st.lists(st.sampled_from(OutcomeKind), max_size=2, unique=True))
        }
        found.append(
            introduced(
                number,
                ml,
                dz,
                state,
                hours=(draw(hours), draw(hours)) if accepted else (draw(maybe), None),
                is_held=accepted and draw(st.booleans()),
                led_to=standings(said) if accepted else None,
            )
        )
    return found


@st.composite
def worlds(draw: st.DrawFn) -> Material:
    """A small platform with a round table."""
    organisations = draw(shores())
    pairs = draw(pairs_between(organisations))
    published_ids = {one.id for one in organisations if one.is_shown}
    asked = [
        Asked(pair.id, side, number, draw(st.booleans()))
        for pair in pairs
        if pair.standings is not None and draw(st.booleans())
        for side in (pair.ml, pair.dz)
        for number in range(1, draw(st.integers(1, 2)) + 1)
    ]
    guests = st.tuples(st.sampled_from(GuestRole), st.sampled_from(Mode))
    return world(
        organisations,
        pairs,
        suggested=[
            (pair.ml.id, pair.dz.id) for pair in pairs if pair.both <= published_ids and draw(st.integers(0, 9))
        ],
        asked=asked,
        visitors=[Visitor(*one) for one in draw(st.lists(guests, max_size=8))],
        has_event=draw(st.booleans()),
    )


@given(worlds())
@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
def test_a_reader_of_a_small_report_computes_nothing_that_is_masked(material: Material) -> None:
    assert tell_tales(attack(material)) == []
