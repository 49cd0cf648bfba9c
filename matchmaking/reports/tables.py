"""The tables of dashboards and reports: typed cells, codes instead of words. Pure.

A table says numbers, dates, amounts and codes, and user texts as they were typed; what the codes are called in a
language is the business of `wording`. So every language and every file shows the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

FEWEST = 3  # organisations or persons behind a number that is shown to all


@dataclass(frozen=True)
class Code:
    """Something the wording has a name for: `family.industry`, `country.ML`."""

    name: str


@dataclass(frozen=True)
class Text:
    """What somebody typed: shown as it is in every language."""

    value: str


@dataclass(frozen=True)
class Day:
    """A date of the calendar."""

    value: date


@dataclass(frozen=True)
class Count:
    """How many. With `behind`, how many organisations (or persons) stand behind it, the cell is masked in a report
    where they are too few; without, it is counted openly. `key` names the quantity: the same key is the same
    number wherever it stands."""

    value: int
    behind: int | None = None
    key: str = ""


@dataclass(frozen=True)
class Amount:
    """A sum of money in one currency; never added to one in another."""

    value: Decimal
    currency: str
    behind: int | None = None
    key: str = ""

    @property
    def shown(self) -> Decimal:
        """To the smallest coin there is: the CFA franc has no hundredths, the dinar and the euro have."""
        return self.value.quantize(Decimal(1 if self.currency == "XOF" else "0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Hours:
    """A duration in hours, such as a median."""

    value: float
    behind: int | None = None


@dataclass(frozen=True)
class Share:
    """One quantity as a part of another, by their keys; computed from what is published, hence never more than it."""

    part: str
    whole: str


@dataclass(frozen=True)
class Percent:
    """A share that was computed, in thousandths."""

    permille: int


@dataclass(frozen=True)
class Masked:
    """Not said, so that nobody is recognised by it."""


@dataclass(frozen=True)
class Nothing:
    """There is no such number: a share of nothing, a date nobody set."""


Cell = Code | Text | Day | Count | Amount | Hours | Share | Percent | Masked | Nothing


@dataclass(frozen=True)
class Table:
    """A titled table by codes; the first cell of a row is its heading."""

    code: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Every row has a cell for every column."""
        assert all(len(row) == len(self.columns) for row in self.rows), self.code


@dataclass(frozen=True)
class Relation:
    """What any reader can add up: `total` is the sum of `parts`, all by key; or, not `exact`, at least that sum."""

    total: str
    parts: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True)
class Unsaid:
    """A number that no table shows and that sums speak of all the same: what the rows of a table leave over, or
    (`is_known`) a bound that follows from what is counted openly. With too few `behind` it must not be computed either;
    no reader believes it below `least`."""

    key: str
    value: int
    behind: int | None = None
    least: int = 0
    is_known: bool = False


@dataclass(frozen=True)
class Figures:
    """Tables, the sums that hold in and between them, and what these sums speak of besides."""

    tables: tuple[Table, ...] = ()
    relations: tuple[Relation, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()

    def __add__(self, other: Figures) -> Figures:
        """Both, in this order."""
        return Figures(self.tables + other.tables, self.relations + other.relations, self.unsaid + other.unsaid)

    def table(self, code: str) -> Table:
        """The table of this code; raises KeyError."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)


def share_of(part: int, whole: int) -> Percent | Nothing:
    """`part` of `whole` in thousandths, rounded half up; a share of nothing is nothing."""
    return Percent((part * 2000 + whole) // (2 * whole)) if whole else Nothing()


def quantities(tables: Sequence[Table]) -> dict[str, Count | Amount]:
    """Every named quantity. Raises ValueError where two cells of one key differ: figures would disagree."""
    found: dict[str, Count | Amount] = {}
    for table in tables:
        for row in table.rows:
            for cell in row:
                if isinstance(cell, Count | Amount) and cell.key and found.setdefault(cell.key, cell) != cell:
                    raise ValueError(f"two values of {cell.key}: {found[cell.key]} and {cell}")
    return found


def computed(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with their shares computed from the quantities that stand in them; a share of something that is
    not said is not said either."""
    known = quantities(tables)

    def compute(cell: Cell) -> Cell:
        if not isinstance(cell, Share):
            return cell
        part, whole = known.get(cell.part), known.get(cell.whole)
        if not (isinstance(part, Count) and isinstance(whole, Count)):
            return Masked()
        return share_of(part.value, whole.value)

    return changed(tables, compute)


def changed(tables: Sequence[Table], change: Callable[[Cell], Cell]) -> tuple[Table, ...]:
    """The tables with every cell put through `change`."""
    return tuple(
        Table(table.code, table.columns, tuple(tuple(change(cell) for cell in row) for row in table.rows))
        for table in tables
    )


def to_json(table: Table) -> dict[str, Any]:
    """A published table as JSON values, without keys and without who stands behind a cell."""
    return {
        "code": table.code,
        "columns": list(table.columns),
        "rows": [[_written(cell) for cell in row] for row in table.rows],
    }


def from_json(stored: Mapping[str, Any]) -> Table:
    """The table that `to_json` wrote."""
    rows = tuple(tuple(_read(cell) for cell in row) for row in stored["rows"])
    return Table(stored["code"], tuple(stored["columns"]), rows)


# How each kind of cell stands in a stored snapshot: its name, and its values as JSON knows them.
_WRITERS: Mapping[type[Cell], tuple[str, Callable[[Any], list[Any]]]] = {
    Code: ("code", lambda cell: [cell.name]),
    Text: ("text", lambda cell: [cell.value]),
    Day: ("day", lambda cell: [cell.value.isoformat()]),
    Count: ("count", lambda cell: [cell.value]),
    Amount: ("amount", lambda cell: [str(cell.value), cell.currency]),
    Hours: ("hours", lambda cell: [cell.value]),
    Percent: ("percent", lambda cell: [cell.permille]),
    Masked: ("masked", lambda _cell: []),
    Nothing: ("nothing", lambda _cell: []),
}
_READERS: Mapping[str, Callable[..., Cell]] = {
    "code": Code,
    "text": Text,
    "day": lambda value: Day(date.fromisoformat(value)),
    "count": Count,
    "amount": lambda value, currency: Amount(Decimal(value), currency),
    "hours": Hours,
    "percent": Percent,
    "masked": Masked,
    "nothing": Nothing,
}


def _written(cell: Cell) -> list[Any]:
    kind, write = _WRITERS[type(cell)]  # a share has none: it is computed before it is published
    return [kind, *write(cell)]


def _read(stored: Sequence[Any]) -> Cell:
    return _READERS[stored[0]](*stored[1:])
