"""The action plan as a file, XLSX or CSV. No cell becomes a formula, no contact leaves, days are days."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from matchmaking.followup import wording
from matchmaking.followup.lifecycle import is_late
from matchmaking.followup.models import Action
from matchmaking.printing.workbook import TYPE, Cell, make_workbook
from matchmaking.profiles.exchange.layout import FORMULA_STARTS
from matchmaking.profiles.labels import COUNTRIES

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": TYPE,
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
    heads = columns()
    return make_workbook(_("Action plan"), heads, table, widths=[8, *[24] * (len(heads) - 1)], frozen=2)
