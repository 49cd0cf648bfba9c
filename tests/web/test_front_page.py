"""The public first page: the two shores are drawn, in each language's own names."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.extensions import db
from tests.factories import make_profile, make_user
from tests.visitor import Visitor


@pytest.fixture
def published(app: Flask) -> Flask:
    """One organisation, so that there is something to count."""
    with app.app_context():
        make_profile("ML01", members=(make_user("awa@example.org"),))
        db.session.commit()
    return app


@pytest.mark.parametrize(
    ("language", "names", "told"),
    [
        ("fr", {"Bamako", "Tombouctou", "Alger"}, "Dessin"),
        ("ar", {"باماكو", "تمبكتو", "الجزائر العاصمة"}, "رسم"),
        ("en", {"Bamako", "Timbuktu", "Algiers"}, "Drawing"),
    ],
)
def test_the_two_shores_are_drawn_with_the_names_of_the_readers_language(
    published: Flask, language: str, names: set[str], told: str
) -> None:
    page = Visitor(published)
    page.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    page.visit("/")
    drawing = page.soup.select_one(".crossing svg")
    assert drawing is not None
    assert names <= {name.get_text() for name in drawing.select("text")}
    assert str(drawing["aria-label"]).startswith(told)


def test_a_map_keeps_its_west_on_the_left_in_an_arabic_page(published: Flask) -> None:
    page = Visitor(published)
    page.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
    page.visit("/")
    assert page.soup.select_one("html[dir=rtl]")
    drawing = page.soup.select_one(".crossing svg")
    assert drawing is not None
    assert drawing["direction"] == "ltr", "or its names would stand on the other side of their cities"
