"""An investor has ten minutes: rows that are scanned, filters, the thesis, and the way from the mail to requests."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.extensions import db
from matchmaking.introductions.requests.models import IntroductionRequest
from tests.factories import PASSWORD
from tests.matching_samples import fr
from tests.shortlists.world import FUND, NAMES, CountingVisitor, make_world, profile
from tests.visitor import Visitor

MOST_CLICKS = 15


def names(visitor: Visitor) -> set[str]:
    """Who stands in the rows."""
    return {name.get_text(strip=True) for name in visitor.soup.select(".glance .qname")}


def link(visitor: Visitor, start: str) -> str:
    """The address of the first link of the page that begins so."""
    found = visitor.soup.find("a", href=lambda href: href and href.startswith(start))
    assert found is not None, f"no link to {start} on {visitor.path}"
    return str(found["href"])


def test_from_the_mail_to_three_requests_in_at_most_fifteen_clicks(app: Flask) -> None:
    make_world(app)
    reader = CountingVisitor(app)
    reader.visit("/home")  # where the letter « what waits for you » leads
    reader.submit("/login", email=FUND, password=PASSWORD)
    reader.visit(link(reader, "/suggestions"))
    for key in ("ML01", "ML02", "ML03"):
        reader.submit(f"/shortlist/DZ01/{key}/keep")
    reader.visit(link(reader, "/shortlist"))
    reader.tick_and_ask("ML01", "ML02", "ML03")
    reader.submit("/requests/new", why="Nous finançons l'amorçage de capteurs.", button=fr("Send to the organizers"))
    with app.app_context():
        asked = db.session.scalars(sa.select(IntroductionRequest).order_by(IntroductionRequest.id))
        assert {request.other_profile.key for request in asked} == {"ML01", "ML02", "ML03"}
    assert reader.clicks == 12
    for page in ("/shortlist", "/suggestions"):
        reader.visit(page)
        asked = [row for row in reader.soup.select(".glance") if row["id"] in {"ML01", "ML02", "ML03"}]
        assert len(asked) == 3
        assert not reader.soup.select("form#asking"), "nobody is left to ask for"
        assert all(fr("Pending") in row.get_text() for row in asked)
        assert not any(row.select("[name=about], a[href*='/requests/new']") for row in asked), "it is asked already"
    assert reader.clicks <= MOST_CLICKS


def test_a_row_says_who_how_much_and_why(fund: Visitor) -> None:
    fund.visit("/suggestions")
    assert names(fund) == set(NAMES.values())
    row = fund.soup.select_one("#ML01")
    assert row is not None
    said = " ".join(row.get_text(" ").split())
    assert "Sondes de niveau d'eau, lot 1." in said
    assert "Deuxième phrase" not in said
    assert "65 595 700 F CFA" in said
    assert "≈ 100 000 €" in said
    assert fr("Seed") in said
    assert row.select("mark.word")


def test_filters_by_seat_and_label_stand_in_chips(fund: Visitor) -> None:
    fund.visit("/suggestions")
    fund.submit("/suggestions", country="FR")
    assert names(fund) == {"Koori Trace"}
    chip = fund.soup.select_one("a.chip")
    assert chip is not None
    assert "France" in chip.get_text()
    fund.visit(str(chip["href"]))
    fund.submit("/suggestions", label="1")
    assert names(fund) == {"Danaya Score"}
    fund.visit("/suggestions?country=XX&label=")
    assert names(fund) == set(NAMES.values())


def test_the_thesis_is_six_answers(app: Flask, fund: Visitor) -> None:
    fund.visit("/thesis")
    fields = {field["name"] for field in fund.form().find_all(["input", "select", "textarea"])}
    assert fields - {"csrf_token", "version"} == {
        "sectors",
        "stages",
        "ticket_min",
        "ticket_max",
        "currency",
        "summary",
    }
    fund.submit(sectors=["fintech", "healthtech"], stages=["growth"], ticket_max="150k", summary="Santé et finance.")
    assert fund.path == "/suggestions"
    with app.app_context():
        own = profile("DZ01")
        assert (own.sectors, own.stages, own.ticket_max) == (["fintech", "healthtech"], ["growth"], 150_000)
        assert (own.discreet, own.name, len(own.opportunities)) == (True, "Fonds Atlas", 2)


def test_a_wrong_amount_stays_in_its_field_and_others_have_no_thesis(app: Flask, fund: Visitor) -> None:
    fund.visit("/thesis")
    fund.submit(ticket_max="beaucoup", status=422)
    assert "beaucoup" in fund.soup.decode()
    Visitor(app).sign_in("ml01@example.org").visit("/thesis", status=404)


def test_amounts_stand_as_typed_with_their_value_in_the_reader_s_currency(app: Flask, fund: Visitor) -> None:
    fund.visit("/profiles/ML01")
    assert "65 595 700 F CFA (≈ 100 000 €)" in fund.text
    fund.visit("/suggestions/DZ01/ML01")
    assert "65 595 700 F CFA (≈ 100 000 €)" in fund.text
    startup = Visitor(app).sign_in("ml01@example.org")
    startup.visit("/profiles/DZ01")
    assert "25 000 à 120 000 € (≈ 16 400 000 à 78 700 000 F CFA)" in startup.text
    startup.visit("/profiles/ML01")
    assert "≈" not in startup.text


@pytest.mark.parametrize("path", ["/suggestions", "/shortlist"])
def test_each_row_sets_what_is_sought_beside_the_funds_ticket(fund: Visitor, path: str) -> None:
    fund.visit("/suggestions")
    fund.submit("/shortlist/DZ01/ML01/keep")
    fund.visit(path)
    row = fund.soup.select_one("#ML01")
    assert row is not None
    assert "Tout le tour tient dans votre ticket" in row.get_text()
    drawing = row.select_one("svg.ticket")
    assert drawing is not None
    assert [
        sign for sign in ("65 595 700 F CFA", "25 000 à 120 000 €") if sign not in plain(drawing["aria-label"])
    ] == []
    own, ask = drawing.select_one(".t-own"), drawing.select_one(".t-ask")
    assert own is not None
    assert ask is not None
    low, width, sought = (float(str(value).rstrip("%")) for value in (own["x"], own["width"], ask["x1"]))
    assert low < sought < low + width
    assert "votre ticket" in fund.text


@pytest.mark.parametrize(
    ("sought", "said"),
    [
        (196_787_100, "Au plus 40 % du tour : d’autres devraient s’y joindre"),
        (6_559_570, "Moins que votre plus petit ticket"),
    ],
)
def test_what_does_not_fit_the_ticket_is_said(app: Flask, fund: Visitor, sought: int, said: str) -> None:
    with app.app_context():
        profile("ML01").seeking_amount = sought
        db.session.commit()
    fund.visit("/suggestions")
    row = fund.soup.select_one("#ML01")
    assert row is not None
    assert said in plain(row.get_text())


def test_a_fund_without_a_ticket_compares_nothing(app: Flask, fund: Visitor) -> None:
    with app.app_context():
        own = profile("DZ01")
        own.ticket_min = own.ticket_max = None
        db.session.commit()
    fund.visit("/suggestions")
    assert names(fund)
    assert fund.soup.select_one("svg.ticket") is None
    assert "votre ticket" not in fund.text


def plain(text: object) -> str:
    """Without the signs that keep an amount together and in its direction."""
    return str(text).translate({0x202F: " ", 0xA0: " ", 0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None})
