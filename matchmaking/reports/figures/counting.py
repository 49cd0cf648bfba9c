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
    `total`, by which another table may name it. Without rows there is the one of totals.
    """
    inside: dict[tuple[str, str], list[One]] = {(row, column): [] for row in (*rows, ALL) for column in (*columns, ALL)}
    for one in things:  # asked once of each thing, not once for each cell
        row, column = (next((name for name, holds in parts.items() if holds(one)), ALL) for parts in (rows, columns))
        for place in {(row, column), (row, ALL), (ALL, column), (ALL, ALL)}:
            inside[place].append(one)
    lines, heads = (*rows, ALL), (*columns, ALL)

    def key(row: str, column: str) -> str:
        return total if total and row == column == ALL else f"{code}/{row}/{column}"

    def cell(row: str, column: str) -> Count:
        found = inside[row, column]
        return Count(len(found), behind(found) if behind else None, key(row, column))

    table = Table(
        code,
        (f"{code}.head", *(f"{code}.{column}" for column in heads)),
        tuple((Code(row), *(cell(row, column) for column in heads)) for row in lines),
    )
    across = [Relation(key(row, ALL), tuple(key(row, column) for column in columns)) for row in lines]
    down = [Relation(key(ALL, column), tuple(key(row, column) for row in rows)) for column in heads if rows]
    return Figures((table,), (*across, *down))


def gathered(sizes: Mapping[str, int], least: int) -> tuple[str, ...]:
    """The rows that stay rows of their own, in their order; the others are one row together.

    Those of fewer than `least` are gathered, and where even together they are fewer, the next smallest with them.
    """
    small = sorted(sizes, key=lambda row: (sizes[row], row))
    together, inside = 0, set[str]()
    for row in small:
        if sizes[row] >= least and (together >= least or not inside):
            break
        inside.add(row)
        together += sizes[row]
    return tuple(row for row in sizes if row not in inside)


def plain(code: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Figures:
    """A table of its own, without sums."""
    heads = (f"{code}.head", *(f"{code}.{column}" for column in columns))
    return Figures((Table(code, heads, tuple(tuple(row) for row in rows)),))
