"""The shortlist as a spreadsheet. No cell becomes a formula, no contact leaves, amounts stand as they were typed."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from matchmaking.printing.workbook import Cell, make_workbook
from matchmaking.profiles.labels import COUNTRIES
from matchmaking.shortlists.page import Row

WIDTHS = (26, 12, 16, 14, 28, 48, 16, 20, 20, 12, 48)


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
        said = seen.kind, seen.sectors, seen.line.text, seen.stage, seen.amount, seen.about
        table.append([seen.name, *where, *said, day, row.note])
    return table


def write(rows: Sequence[Row]) -> bytes:
    """The file."""
    return make_workbook(_("Shortlist"), columns(), cells(rows), widths=WIDTHS, frozen=1)
