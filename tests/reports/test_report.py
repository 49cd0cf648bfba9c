"""The report: frozen, numbered, the same in every file and language, the same a year later."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from pypdf import PdfReader

from matchmaking.accounts.models import User
from matchmaking.audit.models import AuditEvent
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.events.logos import operations as logos
from matchmaking.events.logos.pictures import remade
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import OpportunityKind, Sector
from matchmaking.reports import dashboard, freezing
from matchmaking.reports.contents import Content, checksum, from_stored
from matchmaking.reports.figures import WORTH, gather
from matchmaking.reports.masking import believable, numbers, published
from matchmaking.reports.models import FileFormat, Snapshot, SnapshotFile
from matchmaking.reports.rendering import render
from matchmaking.reports.rendering.blocks import Paragraph, blocks, table_block
from matchmaking.reports.rendering.pdf import html
from matchmaking.reports.rendering.xlsx import Cover, workbook
from matchmaking.reports.tables import Amount, Code, Count, Day, Masked, Percent, Table
from matchmaking.reports.tallying import content_of
from matchmaking.reports.wording import LANGUAGES, words
from tests.events.test_logos import drawn
from tests.reports.world import COMMITTEE, ORGANIZER, World, make_event
from tests.visitor import Visitor


@pytest.fixture
def frozen(world: World, awa: Visitor) -> World:
    """Report no. 1, made by the worker from the pressed button."""
    awa.visit("/organizers/reports/page")
    awa.submit("/organizers/reports/page", worked_fr="Les rencontres.", decisions_ar="تسهيل التحويلات")
    awa.visit("/reports")
    awa.submit("/organizers/reports", button="Figer le rapport")
    world.work()
    return world


def content(world: World) -> Content:
    with world.app.app_context():
        stored = db.session.scalars(sa.select(Snapshot)).one().content
        assert stored is not None
        return from_stored(stored)


def file(world: World, language: str, file_format: FileFormat) -> bytes:
    with world.app.app_context():
        query = sa.select(SnapshotFile).where(SnapshotFile.language == language, SnapshotFile.format == file_format)
        return db.session.scalars(query).one().content


def pdf_text(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_one_button_makes_nine_files_with_a_number(frozen: World, awa: Visitor) -> None:
    page = awa.visit("/reports")
    links = [link["href"] for link in page.select("td a")]
    assert len(links) == len(LANGUAGES) * len(FileFormat)
    answer = awa.client.get("/reports/1/fr.pdf")
    assert answer.data.startswith(b"%PDF")
    assert "rapport-001-fr.pdf" in answer.headers["Content-Disposition"]


def test_the_pdf_says_what_was_written_and_in_which_language(frozen: World) -> None:
    french, english = (pdf_text(file(frozen, language, FileFormat.PDF)) for language in ("fr", "en"))
    assert "Les rencontres." in french
    assert "Text written in French." in english
    assert "Table ronde de Bamako" in english


def test_a_round_table_of_one_day_has_one_date(frozen: World) -> None:
    """A report of « du 24 décembre au 24 décembre » was read as a mistake."""
    french = pdf_text(file(frozen, "fr", FileFormat.PDF))
    assert re.search(r"s’est tenue le \d+(er)? \w+ \d{4} \(Bamako\)", french), french[:900]


def now_said(world: World, language: str) -> str:
    """The paragraphs and notes of a report frozen at this moment."""
    with world.app.app_context():
        frozen = freezing.content_of(Snapshot(number=1, texts={}), now=world.now)
    said = [getattr(block, "text", getattr(block, "note", "")) for block in blocks(frozen, words(language))]
    return plainly("\n".join(said))


def plainly(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def test_the_report_names_every_edition_and_the_period_it_covers(world: World) -> None:
    """Meetings of the first edition once stood under the name of the second, which was to come."""
    with world.app.app_context():
        coming = make_event(world.now + timedelta(days=70))
        coming.name, coming.place = "Deuxième édition", "Alger"
        db.session.commit()
    french = now_said(world, "fr")
    assert "du 26 septembre 2026 au 25 novembre 2026" in french
    assert "La table ronde « Table ronde de Bamako » s’est tenue le 16 octobre 2026 (Bamako)." in french
    assert "La table ronde « Deuxième édition » se tiendra le 25 décembre 2026 (Alger)." in french
    assert "Inscriptions à « Deuxième édition », qui se tiendra le 25 décembre 2026. Une personne par" in french
    assert "“Deuxième édition” will take place on 25 December 2026 (Alger)." in now_said(world, "en")
    assert "ستنعقد المائدة المستديرة «Deuxième édition» يوم 25 ديسمبر 2026 (Alger)." in now_said(world, "ar")


def test_the_logos_of_the_partners_stand_on_the_cover(world: World) -> None:
    with world.app.test_request_context():
        event = db.session.scalars(sa.select(Event)).one()
        boss = db.session.scalars(sa.select(User).where(User.email == ORGANIZER)).one()
        logos.add(event, "Ministère", remade(drawn()), actor=boss, now=world.now)
        kept = freezing.content_of(Snapshot(number=1, texts={}), now=world.now)
        kept = from_stored(kept.to_json())
        pictures = BeautifulSoup(html(kept, words("ar")), "html.parser").select(".paper-logos img")
        assert [str(one["alt"]) for one in pictures] == ["Ministère"]
        assert len(PdfReader(io.BytesIO(render(kept, "ar", FileFormat.PDF))).pages[0].images) == 1


def test_a_report_frozen_before_editions_were_named_still_opens(frozen: World) -> None:
    with frozen.app.app_context():
        stored = dict(db.session.scalars(sa.select(Snapshot)).one().content or {})
    del stored["editions"], stored["since"]
    french = "\n".join(one.text for one in blocks(from_stored(stored), words("fr")) if isinstance(one, Paragraph))
    assert "jusqu’au 25 novembre 2026" in french
    assert "Table ronde de Bamako" in french


def test_what_offers_and_needs_are_about_has_no_table_while_none_of_them_says_it(world: World) -> None:
    def codes() -> set[str]:
        return {table.code for table in gather(now=world.now).figures.tables}

    with world.app.app_context():
        assert "opportunities" not in codes()
    assert "ne précisent pas encore leur objet" in now_said(world, "fr")
    with world.app.app_context():
        db.session.scalars(sa.select(Opportunity)).first().kind = OpportunityKind.TRAINING  # type: ignore[union-attr]
        db.session.commit()
        assert "opportunities" in codes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_stands_alone_on_a_page_where_all_sectors_have_needs(frozen: World, language: str) -> None:
    kept = content(frozen)
    rows = tuple((Code(f"sector.{one}"), *(Count(9) for _ in range(6))) for one in Sector)
    last = (Code("all"), *(Count(99) for _ in range(6)))
    tables = tuple(
        dataclasses.replace(table, rows=(*rows, last)) if table.code == "gaps" else table for table in kept.tables
    )
    with frozen.app.test_request_context():
        made = render(dataclasses.replace(kept, tables=tables), language, FileFormat.PDF)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert min(map(len, pages)) > 300, [len(page) for page in pages]


def test_figures_agree_in_every_language_and_file(frozen: World) -> None:
    """Every number of every table, read back from the workbooks and the working copies."""
    tables = content(frozen).tables
    for language in LANGUAGES:
        said = words(language)
        book = openpyxl.load_workbook(io.BytesIO(file(frozen, language, FileFormat.XLSX)))
        copy = docx.Document(io.BytesIO(file(frozen, language, FileFormat.DOCX)))
        copied = [[[cell.text for cell in row.cells] for row in table.rows[1:]] for table in copy.tables]
        printed = squeezed(pdf_text(file(frozen, language, FileFormat.PDF)))
        with frozen.app.test_request_context():
            laid_out = paper_tables(html(content(frozen), said))
        for number, table in enumerate(tables, start=1):
            sheet = book[f"{number:02} {table.code}"[:31]]
            read = [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)] if table.rows else []
            assert read == [[as_stored(cell, said) for cell in row] for row in table.rows], table.code
            assert not table.rows or [[said.cell(cell) for cell in row] for row in table.rows] in copied
            worded = [[said.cell(cell) for cell in row] for row in table.rows]
            assert not table.rows or worded in laid_out, f"{table.code} on paper"
            if language != "ar":  # a reader of PDF text gives Arabic by its shapes
                assert squeezed(said[f"table.{table.code}"]) in printed or not table.rows
                unread = [row for row in worded if squeezed("".join(row[1:])) not in printed]
                assert not unread, f"{table.code} in the PDF file"


def paper_tables(text: str) -> list[list[list[str]]]:
    """The cells of each table that is printed."""
    soup = BeautifulSoup(text, "html.parser")
    return [
        [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]
        for table in soup.select(".paper-table table")
    ]


def as_stored(cell: Any, said: Any) -> Any:
    if isinstance(cell, Count):
        return cell.value
    if isinstance(cell, Amount):
        return int(cell.value)
    if isinstance(cell, Percent):
        return cell.permille / 1000
    if isinstance(cell, Day):
        return datetime.combine(cell.value, time())
    return getattr(cell, "value", None) if type(cell).__name__ in ("Text", "Hours") else said.cell(cell)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_dashboard_shows_the_same_figures_where_the_report_shows_them(frozen: World) -> None:
    with frozen.app.app_context():
        page = dashboard.build(content_of(gather(now=frozen.now)), {}, words("fr"))
    funnel = content(frozen).table("funnel")
    assert funnel is not None
    for mine, theirs in zip(page.funnel.tabled.table.rows, funnel.rows, strict=True):
        for left, right in zip(mine, theirs, strict=True):
            assert isinstance(right, Masked) or words("fr").cell(left) == words("fr").cell(right)


def test_no_masked_value_of_the_whole_report_can_be_computed(world: World) -> None:
    with world.app.app_context():
        figures = gather(now=world.now).figures
    known = numbers(figures)
    shown = published(figures, WORTH)
    masked = {
        cell.key
        for before, after in zip(figures.tables, shown, strict=True)
        for row, said in zip(before.rows, after.rows, strict=True)
        for cell, other in zip(row, said, strict=True)
        if isinstance(other, Masked) and isinstance(cell, Count | Amount) and cell.key
    }
    spoken_of = {key for one in figures.relations for key in (one.total, *one.parts)}
    assert spoken_of <= known.keys()
    assert {"amounts/contract/XOF", "attendance/guest.official/mode.on_site"} <= masked
    for key in masked:
        lowest, highest = believable(key, known, figures.relations, masked)
        assert highest - lowest >= 1 - 1e-6, key


def test_a_year_later_the_same_bytes_and_from_the_same_content_the_same_text(frozen: World) -> None:
    before = {language: file(frozen, language, FileFormat.PDF) for language in LANGUAGES}
    kept = content(frozen)
    frozen.now += timedelta(days=365)
    with frozen.app.app_context():
        db.session.execute(sa.delete(Introduction))
        db.session.execute(sa.delete(Profile))
        db.session.commit()
        stored = db.session.scalars(sa.select(Snapshot)).one()
        assert checksum(stored.content or {}) == stored.sha256
    later = Visitor(frozen.app).sign_in(ORGANIZER)
    for language in LANGUAGES:
        assert later.client.get(f"/reports/1/{language}.pdf").data == before[language]
    with frozen.app.test_request_context():
        again = render(kept, "fr", FileFormat.PDF)
    assert pdf_text(again) == pdf_text(before["fr"])


def test_freezing_twice_changes_nothing(frozen: World) -> None:
    from matchmaking.reports import jobs

    before = content(frozen)
    with frozen.app.app_context():
        jobs.freeze({"snapshot_id": db.session.scalars(sa.select(Snapshot.id)).one()})
        assert db.session.scalar(sa.select(sa.func.count(SnapshotFile.id))) == 9
    assert content(frozen) == before


def test_a_workbook_holds_no_formula_and_no_link(frozen: World) -> None:
    data = file(frozen, "fr", FileFormat.XLSX)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not [name for name in archive.namelist() if b"<f>" in archive.read(name) or "external" in name]
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = next(book[name] for name in book.sheetnames if "recommendations" in name)
    assert sheet["B5"].value == "=1+1 un guichet commun"
    assert sheet["B5"].data_type == "s"
    assert sheet.freeze_panes == "B5"


def test_sums_of_money_in_a_workbook_have_the_coins_of_their_currency() -> None:
    table = Table(
        "amounts",
        ("amounts.head", "amounts.XOF", "amounts.DZD", "amounts.EUR"),
        (
            (
                Code("outcome.contract"),
                Amount(Decimal("19250000.5"), "XOF"),
                Amount(Decimal(2500), "DZD"),
                Amount(Decimal("40000.5"), "EUR"),
            ),
        ),
    )
    cover = Cover("Sommes", [], "Deux Rives", datetime(2026, 12, 1, tzinfo=UTC))
    book = openpyxl.load_workbook(io.BytesIO(workbook(cover, words("fr"), [table_block(table, words("fr"))])))
    cells = book["01 amounts"][5][1:]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (19_250_001, "#,##0"),
        (2500, "#,##0"),
        (40_000.5, "#,##0.00"),
    ]


def test_on_a_page_a_share_stands_after_what_it_is_a_share_of(frozen: World, awa: Visitor) -> None:
    with frozen.app.app_context():  # so few organisations have no share that may be told
        stored = db.session.scalars(sa.select(Snapshot)).one()
        stored.content = json.loads(json.dumps(stored.content).replace('["masked"]]', '["percent", 500]]'))
        db.session.commit()
    page = awa.visit("/reports/1")
    figures = [[child.name for child in one.find_all(["dt", "dd"])] for one in page.select(".five > div")]
    assert ["dt", "dd", "dd"] in figures
    assert all(names[0] == "dt" for names in figures)


def test_the_working_copy_is_marked_and_runs_from_the_right_in_arabic(frozen: World) -> None:
    copy = docx.Document(io.BytesIO(file(frozen, "ar", FileFormat.DOCX)))
    assert words("ar")["report.working_copy"] in copy.sections[0].header.paragraphs[0].text
    assert "w:bidiVisual" in copy.tables[1]._tbl.xml
    assert "تسهيل التحويلات" in "\n".join(paragraph.text for paragraph in copy.paragraphs)
    said = next(cell for table in copy.tables for cell in table._cells if "un guichet commun" in cell.text)
    assert "w:rtl" not in said._tc.xml
    names = zipfile.ZipFile(io.BytesIO(file(frozen, "fr", FileFormat.DOCX))).namelist()
    assert not [name for name in names if "vba" in name.lower()]


def test_no_person_and_no_organisation_stands_in_a_report(frozen: World) -> None:
    everything = pdf_text(file(frozen, "fr", FileFormat.PDF))
    with frozen.app.app_context():
        names = [*db.session.scalars(sa.select(Profile.name)), *db.session.scalars(sa.select(User.full_name))]
    assert not [name for name in names if name in everything]


def test_the_committee_reads_reports_and_makes_none(frozen: World) -> None:
    reader = Visitor(frozen.app).sign_in(COMMITTEE)
    page = reader.visit("/reports")
    assert not page.select("form[action*='/organizers/reports']")
    assert reader.client.get("/reports/1/ar.pdf").status_code == 200
    assert reader.client.get("/organizers/figures").status_code == 403
    assert reader.client.post("/organizers/reports/annex").status_code in (400, 403)


def test_a_text_that_comes_too_late_is_kept_in_the_form(world: World, awa: Visitor) -> None:
    other = Visitor(world.app).sign_in(ORGANIZER)
    for one in (awa, other):
        one.visit("/organizers/reports/page")
    awa.submit("/organizers/reports/page", worked_fr="Premier texte")
    page = other.submit("/organizers/reports/page", status=409, worked_fr="Second texte")
    assert page.find("textarea", attrs={"name": "worked_fr"}).text.strip() == "Second texte"
    assert "Premier texte" in other.text
    other.submit("/organizers/reports/page", worked_fr="Les deux")
    other.visit("/organizers/reports/page")
    assert "Les deux" in other.text


def test_the_named_annex_is_kept_nowhere_and_noted(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        get_by_key("ML04").kind, get_by_key("ML04").discreet = "investor", True
        db.session.commit()
    awa.visit("/reports")
    awa.submit("/organizers/reports/annex")
    assert awa.response is not None
    book = openpyxl.load_workbook(io.BytesIO(awa.response.data))
    text = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "Organisation ML01" in text
    assert "Organisation ML04" not in text
    assert "À détruire le" in text
    assert "@" not in text
    first = " ".join(str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell)
    assert first.startswith("Annexe nominative")
    assert "Rapport n°" not in plainly(text)
    assert "masqué" not in text
    with world.app.app_context():
        event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "report.annex_taken")).one()
        assert event.details["organisations"] == 23
        assert not db.session.scalars(sa.select(SnapshotFile)).all()


def test_the_annex_says_by_when_it_is_to_be_destroyed_as_the_operator_set_it(
    world: World, awa: Visitor, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(world.app.config, "SETTINGS", dataclasses.replace(settings, annex_days=30))
    awa.visit("/reports")
    awa.submit("/organizers/reports/annex")
    assert awa.response is not None
    book = openpyxl.load_workbook(io.BytesIO(awa.response.data))
    until = (world.now + timedelta(days=30)).date()
    assert f"À détruire le {words('fr').date(until)}" in str(book.worksheets[1]["A2"].value)
    with world.app.app_context():
        event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "report.annex_taken")).one()
        assert event.details["until"] == until.isoformat()


def test_currencies_stand_side_by_side(world: World) -> None:
    with world.app.app_context():
        table = gather(now=world.now).figures.table("amounts")
    assert table.columns[1:] == ("amounts.XOF", "amounts.DZD", "amounts.EUR")
    contract, investment = table.rows
    assert [cell.value for cell in contract[1:] if isinstance(cell, Amount)] == [15_000_000, 0, 0]
    assert [cell.value for cell in investment[1:] if isinstance(cell, Amount)] == [0, 0, 40_000]


def test_the_tables_of_reports_are_no_part_of_a_merge() -> None:
    names = {"report_drafts", "report_snapshots", "report_files"}
    assert names <= Base.metadata.tables.keys()
