"""The style page is looked at by day and by night, in both directions, with nothing but its address."""

from __future__ import annotations

import pytest

from tests.visitor import Visitor


@pytest.mark.parametrize(
    ("address", "direction", "scheme"),
    [
        ("/gallery", "ltr", set()),
        ("/gallery?scheme=dark", "ltr", {"is-dark"}),
        ("/gallery?scheme=light&direction=rtl", "rtl", {"is-light"}),
        ("/gallery?scheme=purple&direction=up", "ltr", set()),
    ],
)
def test_the_address_says_how_it_is_looked_at(visitor: Visitor, address: str, direction: str, scheme: set[str]) -> None:
    page = visitor.visit(address)
    assert page.html is not None
    assert page.body is not None
    assert page.html["dir"] == direction
    assert {name for name in page.body["class"] if name.startswith("is-")} == scheme
    sheet = page.select_one('link[rel="stylesheet"]')
    assert sheet is not None
    assert f"app.{direction}" in str(sheet["href"])


def test_components_speak_the_language_of_the_direction(visitor: Visitor) -> None:
    assert "يبحث عن" in visitor.visit("/gallery?direction=rtl").get_text()
    assert "Recherche" in visitor.visit("/gallery").get_text()


def test_switching_one_thing_keeps_the_other(visitor: Visitor) -> None:
    links = visitor.visit("/gallery?scheme=dark&direction=rtl").select(".switches a")
    assert {str(link["href"]) for link in links if link.get("aria-current")} == {
        "/gallery?scheme=dark&direction=rtl",
        "/gallery?direction=rtl&scheme=dark",
    }


def test_what_a_passage_marks_stands_on_both_shores(visitor: Visitor) -> None:
    page = visitor.visit("/gallery")
    for link in page.select("#pair-large a.word"):
        assert page.select_one(str(link["href"])) is not None
