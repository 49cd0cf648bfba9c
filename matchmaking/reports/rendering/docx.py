"""The report as a working copy for a word processor: the same blocks, marked as a copy on every page."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from matchmaking.locale import direction
from matchmaking.reports.contents import Content
from matchmaking.reports.rendering.blocks import Block, FiveFigures, Heading, PageBreak, Paragraph, Tabled, blocks
from matchmaking.reports.wording import Words

_LANGUAGES = {"fr": "fr-FR", "ar": "ar-DZ", "en": "en-GB"}


def render(content: Content, words: Words) -> bytes:
    """DOCX bytes: no macro, no link, nothing outside."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = f"{words['report.title']} – {words['report.working_copy']}"
    document.core_properties.author = content.product
    document.core_properties.created = document.core_properties.modified = content.taken_at.replace(tzinfo=None)
    number = words.say("report.number", number=words.number(content.number))
    _mark(document, words, number, content)
    _add(document.add_heading(level=0), words["report.title"], words.language)
    taken = words.taken(content.taken_at)
    _add(document.add_paragraph(), f"{number} · {taken}", words.language)
    note = words.say("report.working_copy_note", number=words.number(content.number))
    _add(document.add_paragraph(), note, words.language, bold=True)
    for block in blocks(content, words):
        _place(document, block, words)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _mark(document: Any, words: Words, number: str, content: Content) -> None:
    """At the head of every page: that this is a copy, and of what."""
    parts = [words["report.working_copy"].upper(), number, content.product]
    if content.fictional:
        parts.append(words["report.fictional"])
    _add(document.sections[0].header.paragraphs[0], " · ".join(parts), words.language, bold=True)


def _place(document: Any, block: Block, words: Words) -> None:
    match block:
        case Heading(text, level):
            _add(document.add_heading(level=level), text, words.language)
        case Paragraph():
            _add(document.add_paragraph(), block.text, block.language, small=block.small)
        case FiveFigures(figures):
            rows = [[figure.number for figure in figures], [figure.label for figure in figures]]
            rows.append([figure.share or "" for figure in figures])
            _table(document, _spoken(rows, words), words, head=False)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Tabled():
            _add(document.add_heading(level=2), block.title, words.language)
            _add(document.add_paragraph(), block.note, words.language, small=True)
            said = [list(zip(*cells, strict=True)) for cells in zip(block.rows, block.languages, strict=True)]
            _table(document, [*_spoken([block.heads], words), *said], words, head=True)


def _spoken(rows: Iterable[Iterable[str]], words: Words) -> list[list[tuple[str, str]]]:
    """Cells of the report's own words, each with its language."""
    return [[(text, words.language) for text in row] for row in rows]


def _table(document: Any, rows: list[list[tuple[str, str]]], words: Words, *, head: bool) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    if words.direction == "rtl":
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, (text, language) in zip(line.cells, texts, strict=True):
            _add(cell.paragraphs[0], text, language, bold=head and line is table.rows[0], small=True)
    if head:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))  # repeated on every page
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
    document.add_paragraph()


def _add(paragraph: Any, text: str, language: str, *, bold: bool = False, small: bool = False) -> None:
    """Write a run with its language; right to left where the language is."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    if small:
        run.font.size = Pt(8.5)
    properties = run._r.get_or_add_rPr()
    told = OxmlElement("w:lang")
    if direction(language) == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # of a right-to-left paragraph: its start, which is at the right
        properties.append(OxmlElement("w:rtl"))
        told.set(qn("w:bidi"), _LANGUAGES[language])
    else:
        told.set(qn("w:val"), _LANGUAGES[language])
    properties.append(told)
