"""Writing profiles to a file. A cell never becomes a formula in somebody's spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from matchmaking.printing import delimited, workbook
from matchmaking.printing.delimited import make_delimited
from matchmaking.printing.workbook import Cell, make_workbook
from matchmaking.profiles.exchange.layout import columns, flatten
from matchmaking.profiles.exchange.reading import FORMATS, UnreadableFile

TYPES = {
    ".json": "application/json",
    ".csv": delimited.TYPE,
    ".xlsx": workbook.TYPE,
}


def write(filename: str, profiles: Sequence[Mapping[str, Any]]) -> bytes:
    """Profiles in the file format as .json, .csv or .xlsx, by the name's ending; raises UnreadableFile for others."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in FORMATS:
        raise UnreadableFile("wrong_type", suffix)
    if suffix == ".json":
        return (json.dumps(list(profiles), ensure_ascii=False, indent=1) + "\n").encode()
    rows = [flatten(profile) for profile in profiles]
    names = columns(rows)
    table = [[_cell(row.get(name)) for name in names] for row in rows]
    if suffix == ".csv":
        return make_delimited(names, table)
    return make_workbook("profils", names, table, widths=[22] * len(names), frozen=1)


def _cell(value: Any) -> Cell:
    return value if value is None or (isinstance(value, int | float) and not isinstance(value, bool)) else str(value)
