"""The print pack: door, tables, sheets; whose names stand where, no contact anywhere, nothing loaded from outside."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from matchmaking import config
from matchmaking.accounts.sharing import qr_code
from matchmaking.extensions import db
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.sheets import files, pack
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.papers.world import CONTACTS, ORGANIZER, TABLE_PHONE, World
from tests.printing.paper import Paper, skip_where_nothing_prints
from tests.visitor import Visitor

PACK = "/organizers/schedule/pack"


@pytest.fixture(autouse=True)
def _printing(world: World) -> None:
    """Each test begins without files: the folder is the run's, rows are the test's."""
    skip_where_nothing_prints()
    with world.app.app_context():
        shutil.rmtree(config.current().instance / "packs", ignore_errors=True)


def make(world: World) -> Visitor:
    """An organizer asks for the pack, and the worker makes it."""
    visitor = Visitor(world.app).sign_in(ORGANIZER)
    visitor.visit(PACK)
    visitor.submit(PACK)
    assert "en préparation" in visitor.text
    world.deliver()
    visitor.visit(PACK)
    return visitor


def take(visitor: Visitor, name: str) -> bytes:
    visitor.visit(f"/organizers/schedule/{name}")
    assert visitor.response is not None
    assert "attachment" in visitor.response.headers["Content-Disposition"]
    return visitor.response.get_data()


def test_the_pdf_holds_door_tables_and_every_sheet(world: World) -> None:
    visitor = make(world)
    assert "4 feuilles personnelles" in visitor.text
    paper = Paper(take(visitor, "pack.pdf"))
    door, *rest = paper.pages
    order = [
        door.index(name) for name in ("Ag Alhassane Issa", "Benali Nabil", "Diallo Élise", "Koné Mariam", "Sy Oumar")
    ]
    assert order == sorted(order)
    for words in ("Radio Kledu", "Presse", "Officiel", "Startup", "Sur place", "À distance"):
        assert words in door
    assert len(rest) == 2 + 4
    assert "10:00 Bamako · 11:00 Alger" in rest[0]
    assert "KeneyaLink · NabdCare" in rest[0]
    titles = ("Atelier Tafna", "Fret Hoggar", "KeneyaLink", "NabdCare")
    assert all(title in page for title, page in zip(titles, rest[2:], strict=True))
    assert paper.links() == {"http://localhost/meetings"}
    assert all(paper.fonts().values())


def test_the_square_of_a_table_card_opens_the_page_of_its_table(world: World) -> None:
    with world.app.test_request_context():
        published = db.session.scalars(sa.select(Schedule).where(Schedule.number == 1)).one()
        material = pack.read(published, now=world.now)
        printed = pack.paper(material)
    for number, card in enumerate(material.cards, start=1):
        assert card.page is not None
        assert str(qr_code(card.page, scale=4)) in printed
        visitor = Visitor(world.app)
        visitor.visit(card.page.removeprefix("http://localhost"))
        assert f"Table {number}" in visitor.text
    visitor = make(world)
    door, *rest = Paper(take(visitor, "pack.pdf")).pages
    told = "visez ce carré avec l’appareil photo"
    assert [told in page for page in (door, *rest)] == [False, True, True, False, False, False, False]
    assert "/table/" not in take(visitor, "pack.html").decode(), (
        "the file for a stick leads nowhere that needs a network"
    )


def test_it_speaks_the_language_of_who_asked_and_each_sheet_that_of_its_reader(world: World) -> None:
    with world.app.app_context():
        world.user(ORGANIZER).locale = "ar"
        db.session.commit()
    visitor = Visitor(world.app).sign_in(ORGANIZER)
    visitor.visit(PACK)
    visitor.submit(PACK)
    world.deliver()
    page = BeautifulSoup(take(visitor, "pack.html"), "html.parser")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.select_one("#door").text == "قائمة الاستقبال"
    assert {sheet.select_one("[lang]")["lang"] for sheet in page.select("div[data-find]")} == {"fr"}


def test_no_contact_and_no_video_room_stands_in_either_file(world: World) -> None:
    visitor = make(world)
    texts = [Paper(take(visitor, "pack.pdf")).text, take(visitor, "pack.html").decode()]
    for secret in [*CONTACTS, TABLE_PHONE, "video.example"]:
        assert not [text for text in texts if secret in text], secret


def test_a_discreet_fund_has_no_name_on_cards_and_sheets_before_both_said_yes(world: World) -> None:
    with world.app.app_context():
        fund = get_by_key("DZ02")
        fund.kind, fund.discreet = Kind.INVESTOR, True
        db.session.commit()
    pages = Paper(take(make(world), "pack.pdf")).pages
    keneya = next(page for page in pages[1:] if "Mariam Koné" in page)
    assert "Atelier Tafna" not in keneya
    assert "Atelier Tafna" not in pages[1]


def test_the_html_file_names_no_other(world: World) -> None:
    text = take(make(world), "pack.html").decode()
    assert not re.search(r"(?:src|href)=\"(?!#|http://localhost/meetings\")", text)
    assert not re.search(r"url\(|@import|<link", text)


def test_a_new_version_asks_for_a_new_pack_and_the_old_files_go(world: World) -> None:
    visitor = make(world)
    with world.app.app_context():
        world.publish_again(shift=timedelta(minutes=45))
    visitor.visit(PACK)
    assert "La version 2 a été publiée depuis" in visitor.text
    visitor.submit(PACK)
    world.deliver()
    assert "10:45 Bamako · 11:45 Alger" in Paper(take(visitor, "pack.pdf")).text
    assert len(_folders(world)) == 1


def test_the_files_are_deleted_a_week_after_the_event(world: World) -> None:
    visitor = make(world)
    assert len(_folders(world)) == 1
    world.now += timedelta(days=3) + files.KEEP
    world.deliver()
    assert _folders(world) == []
    Visitor(world.app).sign_in(ORGANIZER).visit("/organizers/schedule/pack.pdf", status=404)
    assert visitor is not None


def _folders(world: World) -> list[Path]:
    with world.app.app_context():
        return sorted((config.current().instance / "packs").iterdir())


@pytest.mark.parametrize("name", ["pack", "pack.pdf", "pack.html"])
def test_only_organizers_take_it(world: World, name: str) -> None:
    make(world)
    Visitor(world.app).sign_in("mariam@keneya.example").visit(f"/organizers/schedule/{name}", status=403)
