"""A table as CSV, as spreadsheets here read it: semicolons, and no cell that they would compute."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from matchmaking.printing.workbook import Cell

TYPE = "text/csv; charset=utf-8"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet compute a cell


def make_delimited(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The file. The mark at its start makes spreadsheets read the accents and the Arabic right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_typed(cell: str) -> str:
    """The text of a cell as it was before `make_delimited` put an apostrophe in front."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def _harmless(cell: Cell) -> Cell:
    """A text that would be computed gets an apostrophe in front, and so does one that was typed with one; a number,
    and a phone number, stays as it is."""
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str) or not cell.lstrip("'").startswith(FORMULA_STARTS):
        return cell
    is_phone = cell.startswith("+") and cell[1:].isdecimal()
    return cell if is_phone else f"'{cell}"
