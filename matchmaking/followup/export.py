"""The action plan as a file, XLSX or CSV. No cell becomes a formula, no contact leaves, days are days."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter
from flask_babel import gettext as _

from matchmaking.followup import wording
from matchmaking.followup.lifecycle import is_late
from matchmaking.followup.models import Action
from matchmaking.profiles.exchange.layout import FORMULA_STARTS
from matchmaking.profiles.labels import COUNTRIES

Cell = str | date | None
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def columns() -> list[str]:
    """The headings, in the reader's language."""
    return [
        _("Number"),
        _("Action"),
        _("Objective"),
        _("Origin"),
        _("Where it comes from"),
        _("Owner"),
        _("Institution"),
        _("Country"),
        _("Day"),
        _("State"),
        _("Late"),
        _("Indicator"),
        _("Last comment"),
    ]


def rows(actions: Sequence[Action], *, today: date) -> list[list[Cell]]:
    """One row an action."""
    return [
        [
            str(action.id),
            action.title,
            action.objective.title if action.objective else None,
            str(wording.ORIGINS[action.origin]),
            action.origin_label,
            action.owner_user.full_name if action.owner_user else action.owner_name,
            action.owner_institution,
            str(COUNTRIES[action.country]),
            action.due_on,
            str(wording.STATUSES[action.status]),
            _("yes") if is_late(action.status, action.due_on, today) else _("no"),
            action.indicator,
            next((said.text for said in reversed(action.comments) if said.text), None),
        ]
        for action in actions
    ]


def write(kind: str, actions: Sequence[Action], *, today: date) -> bytes:
    """The file; `kind` is one of TYPES."""
    table = rows(actions, today=today)
    return _csv(table) if kind == "csv" else _xlsx(table)


def _csv(table: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(columns())
    writer.writerows([_harmless(cell) for cell in row] for row in table)
    # The mark at the start makes spreadsheets read the accents and the Arabic right.
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> str:
    """A text that a spreadsheet would compute gets an apostrophe in front."""
    if isinstance(cell, date):
        return cell.isoformat()
    text = cell or ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _xlsx(table: Sequence[Sequence[Cell]]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Action plan"))
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, columns(), book.add_format({"bold": True}))
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, 8, wrapped)
        sheet.set_column(1, len(columns()) - 1, 24, wrapped)
        for number, row in enumerate(table, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime.combine(cell, time()), day)
                elif cell:
                    sheet.write_string(number, column, cell, wrapped)
        sheet.autofilter(0, 0, max(len(table), 1), len(columns()) - 1)
    return out.getvalue()
