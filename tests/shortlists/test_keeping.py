"""Keeping, noting, dropping and taking back; who reads it; what the file holds."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.merging import Merge
from matchmaking.shortlists import merging, operations, queries
from matchmaking.shortlists.models import ShortlistEntry
from tests.factories import make_profile, make_user
from tests.matching_samples import fr
from tests.shortlists.world import NAMES, notes, profile
from tests.visitor import Visitor

KEEP, DROP, NOTE = "/shortlist/DZ01/{}/keep", "/shortlist/DZ01/{}/drop", "/shortlist/DZ01/{}/note"


def keep(visitor: Visitor, *keys: str) -> None:
    """Press the button beside suggestions."""
    for key in keys:
        visitor.visit("/suggestions")
        visitor.submit(KEEP.format(key))


def test_the_button_keeps_and_a_second_press_drops_with_undo(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01")
    assert fund.path == "/suggestions"
    assert fund.form(DROP.format("ML01")).get_text(strip=True) == fr("Shortlisted")
    fund.visit("/shortlist")
    fund.submit(NOTE.format("ML01"), note="Demander le coût d'un point.")
    fund.submit(DROP.format("ML01"))
    assert notes(app) == {}
    fund.submit(KEEP.format("ML01"), button=fr("Undo"))
    assert notes(app) == {"ML01": "Demander le coût d'un point."}


def test_one_keeps_from_a_page_of_the_directory_and_filters_stay(app: Flask, fund: Visitor) -> None:
    fund.visit("/profiles/ML02")
    fund.submit(KEEP.format("ML02"))
    assert fund.path == "/profiles/ML02"
    fund.visit("/suggestions?organisation=DZ01&label=1")
    fund.submit(KEEP.format("ML03"))
    assert fund.response is not None
    assert "label=1" in fund.response.request.url
    assert list(notes(app)) == ["ML02", "ML03"]


def test_a_button_leads_to_no_other_site(fund: Visitor) -> None:
    fund.visit("/suggestions")
    fund.submit(KEEP.format("ML01"), back="https://ailleurs.example/")
    assert fund.path == "/shortlist"


def test_a_note_that_is_too_long_stays_in_its_field(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01", "ML02")
    fund.visit("/shortlist")
    fund.submit(NOTE.format("ML01"), note="x" * 1001, status=422)
    assert "x" * 1001 in fund.soup.decode()
    assert notes(app) == {"ML01": "", "ML02": ""}


def test_nobody_else_reads_or_writes_it(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01")
    fund.submit(KEEP.format("ML02"))
    fund.visit("/shortlist")
    fund.submit(NOTE.format("ML01"), note="Confidentiel")
    colleague = Visitor(app).sign_in("associe@example.org")
    assert "Confidentiel" in colleague.visit("/shortlist").decode()
    other = Visitor(app).sign_in("ml01@example.org")
    for address in ("/shortlist?organisation=DZ01", "/shortlist.xlsx?organisation=DZ01", NOTE.format("ML01")):
        other.visit(address, status=404)
    other.visit("/profiles/ML02")
    token = other.form("/logout").find(attrs={"name": "csrf_token"})["value"]  # type: ignore[index]
    for address in (KEEP.format("ML03"), DROP.format("ML01"), NOTE.format("ML01")):
        assert other.client.post(address, data={"csrf_token": token, "note": "vu"}).status_code == 404
    assert notes(app) == {"ML01": "Confidentiel", "ML02": ""}


def test_who_is_no_longer_published_shows_nothing_but_one_s_own_note(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01")
    fund.visit("/shortlist")
    fund.submit(NOTE.format("ML01"), note="Rappeler en mai")
    with app.app_context():
        profile("ML01").status = ProfileStatus.WITHDRAWN
        db.session.commit()
    page = fund.visit("/shortlist")
    assert fr("No longer published") in fund.text
    assert "Rappeler en mai" in page.decode()
    assert NAMES["ML01"] not in page.decode()
    row = cells(fund)[1]
    assert row[0] == fr("No longer published")
    assert NAMES["ML01"] not in str(row)


def test_a_discreet_fund_stands_by_its_public_name(app: Flask, fund: Visitor) -> None:
    startup = Visitor(app).sign_in("ml01@example.org")
    startup.visit("/profiles/DZ01")
    startup.submit("/shortlist/ML01/DZ01/keep")
    page = startup.visit("/shortlist")
    assert "Un fonds (Alger" in startup.text
    assert "Atlas" not in page.decode()
    assert "Atlas" not in str(cells(startup))


def cells(visitor: Visitor) -> list[tuple[object, ...]]:
    """The rows of the file."""
    answer = visitor.client.get("/shortlist.xlsx")
    assert answer.status_code == 200
    return list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))


def test_the_file_holds_amounts_and_notes_and_no_formula(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01")
    fund.visit("/shortlist")
    fund.submit(NOTE.format("ML01"), note='=HYPERLINK("http://x")')
    answer = fund.client.get("/shortlist.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    last = sheet[2][-1]
    assert (last.value, last.data_type) == ('=HYPERLINK("http://x")', "s")
    said = [str(cell.value).replace("\u202f", " ").replace("\xa0", " ") for cell in sheet[2]]
    assert {"JiSènè", "65 595 700 F CFA", "≈ 100 000 €"} <= set(said)
    assert "@example.org" not in str(said)


def test_what_was_dropped_is_forgotten_after_a_day(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01")
    with app.app_context():
        own, now = profile("DZ01"), clock.now()
        entry = queries.get_entry(own, "ML01")
        actor = own.members[0].user
        operations.write_note(entry, "Ancienne note", actor=actor, now=now)
        operations.drop(entry, actor=actor, now=now)
        again = operations.keep(own, profile("ML01"), actor=actor, now=now + timedelta(days=1, minutes=1))
        assert again.note == ""


def test_two_profiles_that_become_one_share_their_lines(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01", "ML02")
    with app.app_context():
        own, now = profile("DZ01"), clock.now()
        actor = own.members[0].user
        operations.write_note(queries.get_entry(own, "ML01"), "Un", actor=actor, now=now)
        operations.write_note(queries.get_entry(own, "ML02"), "Deux", actor=actor, now=now)
        merging.carry_out(Merge(kept=profile("ML01"), absorbed=profile("ML02"), actor=actor, now=now))
        db.session.commit()
    assert notes(app) == {"ML01": "Un\nDeux"}


def test_the_page_asks_no_more_of_the_database_for_more_rows(app: Flask, fund: Visitor) -> None:
    keep(fund, "ML01")
    one = statements(app, fund)
    keep(fund, "ML02", "ML03", "ML04")
    assert statements(app, fund) <= one


def statements(app: Flask, visitor: Visitor) -> int:
    """How many statements the page takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        visitor.visit("/shortlist")
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_investors_have_it_in_their_menu_and_others_do_not(app: Flask, fund: Visitor) -> None:
    fund.visit("/account")
    assert fund.soup.select_one('nav.mainnav a[href="/shortlist"]')
    startup = Visitor(app).sign_in("ml01@example.org")
    startup.visit("/account")
    assert not startup.soup.select_one('nav.mainnav a[href="/shortlist"]')


def test_a_hidden_organisation_cannot_be_kept(app: Flask, fund: Visitor) -> None:
    with app.app_context():
        make_profile("ML09", members=(make_user("ml09@example.org", consents=()),))
        db.session.commit()
    fund.visit("/suggestions")
    token = fund.form("/logout").find(attrs={"name": "csrf_token"})["value"]  # type: ignore[index]
    assert fund.client.post(KEEP.format("ML09"), data={"csrf_token": token}).status_code == 404
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ShortlistEntry.id))) == 0
