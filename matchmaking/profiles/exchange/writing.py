"""Writing profiles to a file. A cell never becomes a formula in somebody's spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

import xlsxwriter

from matchmaking.profiles.exchange.layout import FORMULA_STARTS, columns, flatten
from matchmaking.profiles.exchange.reading import FORMATS, UnreadableFile

TYPES = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(filename: str, profiles: Sequence[Mapping[str, Any]]) -> bytes:
    """Profiles in the file format as .json, .csv or .xlsx, by the name's ending; raises UnreadableFile for others."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in FORMATS:
        raise UnreadableFile("wrong_type", suffix)
    if suffix == ".json":
        return (json.dumps(list(profiles), ensure_ascii=False, indent=1) + "\n").encode()
    rows = [flatten(profile) for profile in profiles]
    return _csv(rows) if suffix == ".csv" else _xlsx(rows)


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    names = columns(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerows([_harmless(row.get(name)) for name in names] for row in rows)
    # The mark at the start makes spreadsheets read the accents and the Arabic right.
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would compute gets an apostrophe in front; phone numbers stay as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        digits = value.removeprefix("+")
        return value if value.startswith("+") and digits.isdecimal() else f"'{value}"
    return value


def _xlsx(rows: Sequence[Mapping[str, Any]]) -> bytes:
    names = columns(rows)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("profils")
        heading = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, names, heading)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, max(len(names) - 1, 0), 22, wrapped)
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(names):
                value = row.get(name)
                if isinstance(value, bool) or not isinstance(value, int | float):
                    sheet.write_string(number, column, "" if value is None else str(value))
                else:
                    sheet.write_number(number, column, value)
    return out.getvalue()
