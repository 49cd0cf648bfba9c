"""A table as an XLSX workbook of one sheet: no cell becomes a formula or a link, days are days, texts wrap."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | date | None
NO_SURPRISES = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def make_workbook(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, widths: Sequence[int], frozen: int
) -> bytes:
    """The file. `widths` are in characters, one a column; so many first columns as `frozen` says stay in sight."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, NO_SURPRISES) as book:
        sheet = book.add_worksheet(title)
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        plain = book.add_format({"valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.freeze_panes(1, frozen)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, wrapped)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime.combine(cell, time()), day)
                elif isinstance(cell, int | float):
                    sheet.write_number(number, column, cell, plain)
                elif cell:
                    sheet.write_string(number, column, cell, wrapped)
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    return out.getvalue()
