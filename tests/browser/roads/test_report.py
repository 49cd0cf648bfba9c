"""The report: its first page is written, one button freezes it, its files open, and a year later they are the same."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import openpyxl
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from matchmaking.reports.wording import words
from tests.browser.roads.stage import Stage
from tests.introductions.world import noon
from tests.printing.paper import skip_where_nothing_prints
from tests.reports.world import ORGANIZER, World, make_round_table

WRITTEN = {
    "worked_fr": "Les rencontres à table.",
    "worked_ar": "اللقاءات حول الطاولة.",
    "decisions_fr": "Faciliter les transferts.",
    "decisions_ar": "تسهيل التحويلات.",
}


def write(stage: Stage, awa: Page) -> None:
    """What organizers say on page 1."""
    awa.goto("/organizers/reports/page")
    for details in awa.locator("main details").all():
        details.locator("summary").click()
    for field, text in WRITTEN.items():
        awa.locator(f"[name={field}]").fill(text)
    stage.look(awa, "report-1-write")
    stage.button(awa, "Keep").click()
    awa.goto("/organizers/reports/page")
    expect(awa.locator("[name=worked_fr]")).to_have_value(WRITTEN["worked_fr"])


def files(stage: Stage, awa: Page) -> dict[str, bytes]:
    """The three files in the road's language."""
    awa.goto("/reports")
    table = awa.locator("section[aria-labelledby=report-1]")
    return {
        kind: stage.take(awa, table.locator(f"a[href$='/{stage.language}.{kind}']")) for kind in ("pdf", "xlsx", "docx")
    }


def test_from_the_first_page_to_the_files(stage: Stage) -> None:
    skip_where_nothing_prints()
    said = words(stage.language)
    with stage.building(World, noon()) as world:
        make_round_table(world.app, world.now)
    stage.open(world.now)
    awa = stage.page(ORGANIZER)
    awa.goto("/organizers/figures")
    stage.look(awa, "report-0-figures")
    write(stage, awa)
    awa.goto("/reports")
    stage.button(awa, "Freeze the report").click()
    stage.wait_for(awa, awa.locator("section[aria-labelledby=report-1] td a").nth(8))
    stage.look(awa, "report-2-frozen")

    first = files(stage, awa)
    assert len(PdfReader(io.BytesIO(first["pdf"])).pages) > 3
    copy = docx.Document(io.BytesIO(first["docx"]))
    assert said["report.working_copy"].upper() in copy.sections[0].header.paragraphs[0].text
    paragraphs = "\n".join(paragraph.text for paragraph in copy.paragraphs)
    for part in ("worked", "decisions"):
        assert WRITTEN[f"{part}_{stage.language}"] in paragraphs
    book = openpyxl.load_workbook(io.BytesIO(first["xlsx"]))
    in_book = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    in_copy = [cell.text for table in copy.tables for row in table.rows for cell in row.cells]
    assert said["masked"] in in_book, "figures of fewer than three are hidden"
    assert said["masked"] in in_copy

    stage.later(timedelta(days=365))
    assert files(stage, stage.page(ORGANIZER)) == first
