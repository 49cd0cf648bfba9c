"""Counting rows and columns with their totals, and saying which sums hold. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from matchmaking.reports.tables import Cell, Code, Count, Figures, Relation, Table

One = TypeVar("One")
ALL = "all"


def crossed(
    code: str,
    things: Iterable[One],
    *,
    rows: Mapping[str, Callable[[One], bool]],
    columns: Mapping[str, Callable[[One], bool]],
    behind: Callable[[Collection[One]], int] | None,
    total: str | None = None,
) -> Figures:
    """A table of counts with the totals of its rows and columns; rows part the things, and so do columns.

    `behind` says how many stand behind some of them; None where they are counted openly. The grand total has the key
    `total`, by which another table may name it.
    """
    found = list(things)
    every: Callable[[One], bool] = lambda _one: True  # noqa: E731  (a predicate among predicates)
    lines, heads = {**rows, ALL: every}, {**columns, ALL: every}

    def key(row: str, column: str) -> str:
        return total if total and row == column == ALL else f"{code}/{row}/{column}"

    def cell(row: str, column: str) -> Count:
        inside = [one for one in found if lines[row](one) and heads[column](one)]
        return Count(len(inside), behind(inside) if behind else None, key(row, column))

    table = Table(
        code,
        (f"{code}.head", *(f"{code}.{column}" for column in heads)),
        tuple((Code(row), *(cell(row, column) for column in heads)) for row in lines),
    )
    across = [Relation(key(row, ALL), tuple(key(row, column) for column in columns)) for row in lines]
    down = [Relation(key(ALL, column), tuple(key(row, column) for row in rows)) for column in heads]
    return Figures((table,), (*across, *down))


def plain(code: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Figures:
    """A table of its own, without sums."""
    heads = (f"{code}.head", *(f"{code}.{column}" for column in columns))
    return Figures((Table(code, heads, tuple(tuple(row) for row in rows)),))
