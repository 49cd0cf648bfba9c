"""The action plan as a file, XLSX or CSV. No cell becomes a formula, no contact leaves, days are days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from matchmaking.followup import wording
from matchmaking.followup.lifecycle import is_late
from matchmaking.followup.models import Action
from matchmaking.printing import delimited, workbook
from matchmaking.printing.delimited import make_delimited
from matchmaking.printing.workbook import Cell, make_workbook
from matchmaking.profiles.labels import COUNTRIES

TYPES = {
    "csv": delimited.TYPE,
    "xlsx": workbook.TYPE,
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
    heads, table = columns(), rows(actions, today=today)
    if kind == "csv":
        return make_delimited(heads, table)
    return make_workbook(_("Action plan"), heads, table, widths=[8, *[24] * (len(heads) - 1)], frozen=2)
