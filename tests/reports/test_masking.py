"""No masked value can be computed from what is shown beside it."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.reports.masking import FEWEST, Quantity, believable, published, suppress
from matchmaking.reports.tables import Amount, Code, Count, Figures, Hours, Masked, Relation, Share, Table

Grid = list[list[tuple[int, int]]]


def crossed(grid: Grid, name: str = "q") -> tuple[dict[str, Quantity], list[Relation]]:
    """A table of (value, behind) with row, column and grand totals."""
    found = {f"{name}{r}{c}": Quantity(*cell) for r, row in enumerate(grid) for c, cell in enumerate(row)}
    rows, columns = range(len(grid)), range(len(grid[0]))
    relations = []
    for label, parts in (
        *((f"{name}r{r}", [f"{name}{r}{c}" for c in columns]) for r in rows),
        *((f"{name}c{c}", [f"{name}{r}{c}" for r in rows]) for c in columns),
    ):
        found[label] = total(found, parts)
        relations.append(Relation(label, tuple(parts)))
    for lines in ([f"{name}r{r}" for r in rows], [f"{name}c{c}" for c in columns]):
        found[f"{name}all"] = total(found, lines)
        relations.append(Relation(f"{name}all", tuple(lines)))
    return found, relations


def total(found: dict[str, Quantity], parts: list[str]) -> Quantity:
    return Quantity(sum(found[one].value for one in parts), sum(found[one].behind or 0 for one in parts))


def test_a_cell_of_few_is_masked_and_another_beside_it() -> None:
    found, relations = crossed([[(1, 2), (5, 9)], [(6, 8), (7, 12)]])
    assert suppress(found, relations) == {"q00", "q01", "q10", "q11"}


def test_a_zero_is_shown_for_nobody_stands_behind_it() -> None:
    found, relations = crossed([[(0, 0), (5, 9)], [(6, 8), (7, 12)]])
    assert suppress(found, relations) == set()


def test_two_ones_that_add_up_to_two_do_not_hide_one_another() -> None:
    """A reader knows that a zero is never masked, so each of the two would be one."""
    found = {"a": Quantity(1, 2), "b": Quantity(1, 2), "c": Quantity(9, 9), "all": Quantity(11, 13)}
    masked = suppress(found, [Relation("all", ("a", "b", "c"))])
    assert masked > {"a", "b"}


def test_the_only_number_of_a_sum_takes_the_sum_with_it() -> None:
    found = {"a": Quantity(2, 2), "b": Quantity(0, 0), "all": Quantity(2, 2)}
    assert suppress(found, [Relation("all", ("a", "b"))]) == {"a", "all"}


def test_one_quantity_in_two_tables_is_masked_in_both() -> None:
    """By family and by certainty, with the same total: what one table hides the other must not tell."""
    found = {
        "families/a": Quantity(2, 2),
        "families/b": Quantity(4, 8),
        "certain/x": Quantity(6, 10),
        "certain/y": Quantity(0, 0),
        "all": Quantity(6, 10),
    }
    relations = [Relation("all", ("families/a", "families/b")), Relation("all", ("certain/x", "certain/y"))]
    masked = suppress(found, relations)
    lowest, highest = believable("families/a", found, relations, masked)
    assert {"families/a", "families/b"} <= masked
    assert highest - lowest >= 1


def test_what_readers_miss_most_is_masked_last() -> None:
    found = {"a": Quantity(2, 2), "b": Quantity(4, 8), "c": Quantity(9, 9), "all": Quantity(15, 19)}
    assert suppress(found, [Relation("all", ("a", "b", "c"))], worth={"b": 9, "all": 9}) == {"a", "c"}


grids = st.integers(2, 4).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.integers(0, 6).flatmap(
                lambda value: st.tuples(st.just(value), st.integers(min(value, 1), 2 * value) if value else st.just(0))
            ),
            min_size=columns,
            max_size=columns,
        ),
        min_size=2,
        max_size=4,
    )
)


@given(grids)
@settings(max_examples=60, deadline=None)
def test_no_masked_cell_of_any_table_is_determined(grid: Grid) -> None:
    found, relations = crossed(grid)
    masked = suppress(found, relations)
    assert {key for key, one in found.items() if 0 < (one.behind or 0) < FEWEST} <= masked
    for key in masked:
        lowest, highest = believable(key, found, relations, masked)
        assert lowest <= found[key].value <= highest
        assert highest - lowest >= found[key].width - 1e-6


@given(grids)
@settings(max_examples=40, deadline=None)
def test_two_linked_tables_do_not_tell_what_each_other_hides(grid: Grid) -> None:
    """The row totals of one table stand again in another, by other columns."""
    found, relations = crossed(grid)
    lines = len(grid)
    for r in range(lines):
        value, behind = int(found[f"qr{r}"].value), found[f"qr{r}"].behind or 0
        found[f"s{r}0"] = Quantity(value // 2, behind // 2 if value // 2 else 0)
        found[f"s{r}1"] = Quantity(value - value // 2, max(behind - behind // 2, 1) if value else 0)
        relations.append(Relation(f"qr{r}", (f"s{r}0", f"s{r}1")))
    masked = suppress(found, relations)
    for key in masked:
        lowest, highest = believable(key, found, relations, masked)
        assert highest - lowest >= 1 - 1e-6


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_check_agrees_with_trying_every_table(values: list[tuple[int, int]]) -> None:
    """An attacker without a solver, who writes down all two-by-two tables with the totals shown."""
    grid = [[(v, b if v else 0) for v, b in values[:2]], [(v, b if v else 0) for v, b in values[2:]]]
    found, relations = crossed(grid)
    masked = suppress(found, relations)
    inner = ["q00", "q01", "q10", "q11"]
    ranges = [range(1, 13) if key in masked else (int(found[key].value),) for key in inner]
    seen: dict[str, set[int]] = {key: set() for key in inner}
    for tried in product(*ranges):
        trial = dict(zip(inner, tried, strict=True))
        sums = {
            "qr0": trial["q00"] + trial["q01"],
            "qr1": trial["q10"] + trial["q11"],
            "qc0": trial["q00"] + trial["q10"],
            "qc1": trial["q01"] + trial["q11"],
            "qall": sum(tried),
        }
        if all(key in masked or value == found[key].value for key, value in sums.items()):
            for key, value in trial.items():
                seen[key].add(value)
    assert all(len(seen[key]) > 1 for key in inner if key in masked)


def test_shares_are_computed_from_what_is_shown_only() -> None:
    table = Table(
        "t",
        ("c.head", "c.part", "c.whole", "c.share"),
        (
            (Code("x"), Count(1, 2, "p1"), Count(9, 9, "w1"), Share("p1", "w1")),
            (Code("y"), Count(6, 8, "p2"), Count(8, 9, "w2"), Share("p2", "w2")),
        ),
    )
    (shown,) = published(Figures((table,)))
    assert isinstance(shown.rows[0][1], Masked)
    assert isinstance(shown.rows[0][3], Masked)
    assert getattr(shown.rows[1][3], "permille", None) == 750


def test_amounts_are_masked_by_currency_and_a_median_of_few_is_not_said() -> None:
    rows = (
        (Code("a"), Amount(Decimal(500), "XOF", 2, "xa"), Amount(Decimal(70), "EUR", 4, "ea"), Hours(3.5, 2)),
        (Code("b"), Amount(Decimal(900), "XOF", 4, "xb"), Amount(Decimal(30), "EUR", 4, "eb"), Hours(5.0, 9)),
        (Code("all"), Amount(Decimal(1400), "XOF", 6, "x"), Amount(Decimal(100), "EUR", 8, "e"), Hours(4.0, 11)),
    )
    figures = Figures(
        (Table("t", ("h", "x", "e", "m"), rows),), (Relation("x", ("xa", "xb")), Relation("e", ("ea", "eb")))
    )
    (shown,) = published(figures)
    masked = [[isinstance(cell, Masked) for cell in row] for row in shown.rows]
    assert masked == [[False, True, False, True], [False, True, False, False], [False, False, False, False]]


def test_one_key_with_two_values_is_refused() -> None:
    rows = ((Code("a"), Count(1, None, "k")), (Code("b"), Count(2, None, "k")))
    with pytest.raises(ValueError, match="two values of k"):
        published(Figures((Table("t", ("h", "n"), rows),)))
