"""What everybody reads of the event, and the invitation that leads them here."""

from __future__ import annotations

import io

from PIL import Image

from matchmaking.config import ROOT
from matchmaking.events.publicity import read_partners
from tests.events.world import ORGANIZER, World
from tests.printing.paper import Paper, skip_where_nothing_prints
from tests.visitor import Visitor


def write(world: World, **fields: str) -> Visitor:
    visitor = Visitor(world.app).sign_in(ORGANIZER)
    visitor.visit(f"/organizers/events/{world.event_id}/public")
    visitor.submit(**fields)
    return visitor


def front_page(world: World) -> Visitor:
    visitor = Visitor(world.app)
    visitor.visit("/")
    return visitor


def test_what_organizers_write_stands_on_the_front_page(world: World) -> None:
    write(world, welcome_fr="Bienvenue à tous.", partners="Organisé par : Prix du numérique; Réseau\nSahel Média")
    page = front_page(world)
    assert "Bienvenue à tous." in page.text
    assert [name.text for name in page.soup.select(".partners li")] == ["Prix du numérique", "Réseau", "Sahel Média"]
    assert [label.text for label in page.soup.select(".partners p")] == ["Organisé par"]


def test_a_reader_whose_language_is_empty_reads_what_is_written(world: World) -> None:
    write(world, welcome_ar="أهلًا بكم.")
    said = front_page(world).soup.select_one(".table-ronde p[lang=ar]")
    assert said is not None
    assert said.text == "أهلًا بكم."


def test_nobody_else_writes_it(world: World) -> None:
    Visitor(world.app).visit(f"/organizers/events/{world.event_id}/public")
    assert "Bienvenue" not in front_page(world).soup.select_one(".table-ronde").text


def test_an_address_that_is_shared_shows_the_event_and_a_picture(world: World) -> None:
    soup = front_page(world).soup
    told = {meta["property"]: meta["content"] for meta in soup.select("meta[property]")}
    with world.app.app_context():
        assert told["og:title"] == world.event().name
    assert "/static/img/og.png" in told["og:image"]
    picture = Image.open(io.BytesIO((ROOT / "static/img/og.png").read_bytes()))
    assert picture.size == (int(told["og:image:width"]), int(told["og:image:height"]))


def test_the_invitation_is_one_page_with_the_day_and_the_address(world: World) -> None:
    skip_where_nothing_prints()
    write(world, welcome_fr="Bienvenue à tous.", partners="Avec : Réseau")
    paper = Paper(Visitor(world.app).client.get("/invitation.pdf").data)
    assert len(paper.pages) == 1
    for words in ("7 décembre 2026", "08:30 Bamako · 09:30 Alger", "Bienvenue à tous.", "Réseau", "http://localhost"):
        assert words in paper.text


def test_partners_are_read_line_by_line() -> None:
    assert read_partners("") == []
    groups = read_partners("Organisé par : A; B\n\n  \nC\nبدعم من: د؛ هـ")
    assert [(group.label, list(group.names)) for group in groups] == [
        ("Organisé par", ["A", "B"]),
        ("", ["C"]),
        ("بدعم من", ["د", "هـ"]),
    ]
