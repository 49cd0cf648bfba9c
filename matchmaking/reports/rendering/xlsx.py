"""The report as a workbook: one sheet a table, numbers as numbers, dates as dates, and no formula ever."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from matchmaking.printing.workbook import NO_SURPRISES
from matchmaking.reports.contents import Content
from matchmaking.reports.rendering.blocks import Tabled, content_block
from matchmaking.reports.tables import Amount, Cell, Count, Day, Hours, Percent, Table
from matchmaking.reports.wording import Words

OPTIONS = {**NO_SURPRISES, "remove_timezone": True}
FIRST = 3  # row of the headings: title, note, an empty one before
WIDEST = 60  # characters
# The comma stands for the thousands' mark of whoever opens the file.
NUMBER, CENTS, PERCENT, DAY, HOURS = "#,##0", "#,##0.00", "0%", "yyyy-mm-dd", "0.0"


@dataclass(frozen=True)
class Cover:
    """What the first sheet says above the list of the others."""

    title: str
    lines: Sequence[str]
    author: str
    created: datetime


def render(content: Content, words: Words) -> bytes:
    """XLSX bytes."""
    lines = [words.say("report.number", number=words.number(content.number)), words.taken(content.taken_at)]
    if content.fictional:
        lines.append(words["report.fictional"])
    lines += [words["report.sheet_legend"], words["report.masked_legend"], words["text.method_4"]]
    cover = Cover(words["report.title"], lines, content.product, content.taken_at)
    return workbook(cover, words, [content_block(table, content, words) for table in content.tables])


def workbook(cover: Cover, words: Words, tables: Sequence[Tabled]) -> bytes:
    """A workbook of these tables behind a sheet of contents."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": cover.title, "author": cover.author, "created": cover.created})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "plain": book.add_format({}),
            "masked": book.add_format({"italic": True, "align": "right"}),
        } | {
            code: book.add_format({"num_format": code, "valign": "top"})
            for code in (NUMBER, CENTS, PERCENT, DAY, HOURS)
        }
        _contents(book, formats, cover, words, tables)
        for number, tabled in enumerate(tables, start=1):
            sheet = book.add_worksheet(f"{number:02} {tabled.table.code}"[:31])
            _sheet(sheet, formats, tabled, words)
    return buffer.getvalue()


def _contents(book: Any, formats: dict[str, Any], cover: Cover, words: Words, tables: Sequence[Tabled]) -> None:
    sheet = book.add_worksheet(words["report.sheet_contents"])
    if words.direction == "rtl":
        sheet.right_to_left()
    sheet.write_string(0, 0, cover.title, formats["title"])
    for row, line in enumerate(cover.lines, start=1):
        sheet.write_string(row, 0, line, formats["text"])
    row = len(cover.lines) + 2
    sheet.write_string(row, 0, words["report.sheet_table"], formats["head"])
    sheet.write_string(row, 1, words["report.sheet_name"], formats["head"])
    for number, tabled in enumerate(tables, start=1):
        sheet.write_string(row + number, 0, tabled.title, formats["text"])
        sheet.write_string(row + number, 1, f"{number:02} {tabled.table.code}"[:31], formats["text"])
    sheet.set_column(0, 0, 70)
    sheet.set_column(1, 1, 24)


def _sheet(sheet: Any, formats: dict[str, Any], tabled: Tabled, words: Words) -> None:
    if words.direction == "rtl":
        sheet.right_to_left()
    sheet.write_string(0, 0, tabled.title, formats["title"])
    sheet.write_string(1, 0, tabled.note, formats["plain"])
    for column, head in enumerate(tabled.heads):
        sheet.write_string(FIRST, column, head, formats["head"])
    for row, cells in enumerate(tabled.table.rows, start=FIRST + 1):
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, formats, words)
    sheet.freeze_panes(FIRST + 1, 1)
    for column, width in enumerate(_widths(tabled.table, tabled)):
        sheet.set_column(column, column, width)


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any], words: Words) -> None:
    match cell:
        case Count(value):
            sheet.write_number(row, column, value, formats[NUMBER])
        case Amount():
            shown = cell.shown
            sheet.write_number(row, column, float(shown), formats[NUMBER if shown == int(shown) else CENTS])
        case Percent(permille):
            sheet.write_number(row, column, permille / 1000, formats[PERCENT])
        case Hours(value):
            sheet.write_number(row, column, value, formats[HOURS])
        case Day(value):
            sheet.write_datetime(row, column, value, formats[DAY])
        case _:
            kind = "text" if type(cell).__name__ in ("Code", "Text") else "masked"
            sheet.write_string(row, column, words.cell(cell), formats[kind])


def _widths(table: Table, tabled: Tabled) -> list[int]:
    """Wide enough for the longest text of each column, within bounds."""
    return [
        min(WIDEST, max(12, *(len(row[column]) + 2 for row in tabled.rows), len(head) // 2 + 4) if tabled.rows else 16)
        for column, head in enumerate(tabled.heads[: len(table.columns)])
    ]
