"""Reading a file into raw rows. Says what is wrong with the file; what is wrong with a row is said later."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from matchmaking.errors import DomainError
from matchmaking.printing.delimited import as_typed
from matchmaking.profiles.exchange.layout import column_name, nest

FORMATS = (".json", ".csv", ".xlsx")
MOST_ROWS = 5000
MOST_COLUMNS = 400
LARGEST_UNPACKED = 60 * 1024 * 1024


class UnreadableFile(DomainError):
    """The file as a whole cannot be read; `code` is worded by `exchange.wording`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class RawRow:
    """One organisation as the file holds it: `number` is the row a person sees, `values` the file format's names."""

    number: int
    values: dict[str, Any]


def read(filename: str, content: bytes) -> list[RawRow]:
    """All rows of a .json, .csv or .xlsx file; raises UnreadableFile."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in FORMATS:
        raise UnreadableFile("wrong_type", suffix)
    if not content.strip():
        raise UnreadableFile("empty")
    rows = {".json": _json, ".csv": _csv, ".xlsx": _xlsx}[suffix](content)
    if not rows:
        raise UnreadableFile("empty")
    if len(rows) > MOST_ROWS:
        raise UnreadableFile("too_many_rows", str(MOST_ROWS))
    return rows


def _json(content: bytes) -> list[RawRow]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableFile("not_utf8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile("broken_json", str(getattr(error, "lineno", ""))) from None
    if isinstance(data, dict):
        data = data.get("profiles")
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise UnreadableFile("not_a_list_of_profiles")
    return [RawRow(number, item) for number, item in enumerate(data, start=1)]


def _csv(content: bytes) -> list[RawRow]:
    text = _decode(content)
    if "\0" in text:
        raise UnreadableFile("broken_csv")
    first_line = text.partition("\n")[0]
    delimiter = max(";,\t", key=first_line.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return _table([as_typed(cell) for cell in line] for line in reader)
    except csv.Error as error:
        raise UnreadableFile("broken_csv", str(error)) from None


def _decode(content: bytes) -> str:
    """Spreadsheets save UTF-8 or the old Western code page; anything decodes as the latter."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx(content: bytes) -> list[RawRow]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile("too_large")
        # Formulas are read as their last value: what a formula says is not for this server to compute.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise UnreadableFile("broken_xlsx") from None
    sheet = book.worksheets[0] if book.worksheets else None
    return [] if sheet is None else _table(sheet.iter_rows(values_only=True))


def _table(lines: Iterable[Sequence[Any]]) -> list[RawRow]:
    iterator = iter(lines)
    headings = [str(cell or "").strip() for cell in next(iterator, ())][:MOST_COLUMNS]
    names = [column_name(heading) for heading in headings]
    doubled = {name for name in names if name and names.count(name) > 1}
    if doubled:
        raise UnreadableFile("doubled_column", ", ".join(sorted(doubled)))
    if "name" not in names:
        raise UnreadableFile("no_name_column", ", ".join(headings[:8]))
    rows = []
    for number, line in enumerate(iterator, start=2):
        values = nest({name: cell for name, cell in zip(names, line, strict=False) if name})
        if values:
            rows.append(RawRow(number, values))
        if len(rows) > MOST_ROWS:
            break
    return rows
