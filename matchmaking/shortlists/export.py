"""The shortlist as a spreadsheet. No cell becomes a formula, no contact leaves, amounts stand as they were typed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter
from flask_babel import gettext as _

from matchmaking.profiles.labels import COUNTRIES
from matchmaking.shortlists.page import Row

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (26, 12, 16, 14, 28, 48, 16, 20, 20, 12, 48)
Cell = str | date


def columns() -> list[str]:
    """The headings, in the reader's language."""
    return [
        _("Organisation"),
        _("Country"),
        _("City"),
        _("Kind"),
        _("Sectors"),
        _("What they do"),
        _("Stage"),
        _("Amount"),
        _("In our currency"),
        _("Kept on"),
        _("Note"),
    ]


def cells(rows: Sequence[Row]) -> list[list[Cell]]:
    """One line an organisation; of one that is no longer published only the day and the own note."""
    table: list[list[Cell]] = []
    for row in rows:
        seen, day = row.glance, row.kept_at.date()
        if seen is None:
            table.append([_("No longer published"), *[""] * 8, day, row.note])
            continue
        where = str(COUNTRIES[seen.country]), seen.city or ""
        said = seen.kind, seen.sectors, seen.line, seen.stage, seen.amount, seen.about
        table.append([seen.name, *where, *said, day, row.note])
    return table


def write(rows: Sequence[Row]) -> bytes:
    """The file."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    table = cells(rows)
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Shortlist"))
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, columns(), book.add_format({"bold": True}))
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        for number, line in enumerate(table, start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime.combine(cell, time()), day)
                elif cell:
                    sheet.write_string(number, column, cell, wrapped)
        sheet.autofilter(0, 0, max(len(table), 1), len(WIDTHS) - 1)
    return out.getvalue()
