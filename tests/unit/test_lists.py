"""Lists of names read as each language lists, with how many more, on pages and in plain text alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from matchmaking.lists import apart, listed
from matchmaking.locale import speaking

LOOP = "{% for name in names %}<i>{{ name }}</i>{{ loop|between(more) }}{% endfor %}"


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("language", "names", "line"),
    [
        ("fr", ["Awa", "Binta", "Cheick"], "Awa, Binta et Cheick"),
        ("en", ["Awa", "Binta", "Cheick"], "Awa, Binta and Cheick"),
        ("ar", ["نبض", "جسر", "واحة"], "نبض وجسر وواحة"),
        ("ar", ["Awa", "جسر"], "\u2068Awa\u2069 وجسر"),
        ("fr", ["Awa"], "Awa"),
        ("fr", [], ""),
    ],
)
def test_names_are_listed_as_the_language_does(language: str, names: list[str], line: str) -> None:
    with speaking(language):
        assert listed(names) == line


@pytest.mark.parametrize(
    ("language", "line"),
    [("fr", "Awa, Binta et 3 autres"), ("en", "Awa, Binta and 3 more"), ("ar", "Awa وBinta و3 غيرها")],
)
def test_a_shortened_list_ends_with_how_many_more(language: str, line: str) -> None:
    with speaking(language):
        assert listed(["Awa", "Binta"], further=3).replace("\u2068", "").replace("\u2069", "") == line
        page = render_template_string(LOOP, names=["Awa", "Binta"], more=3)
        assert page.replace("<i>", "").replace("</i>", "") == line


def test_markup_stays_markup_and_the_rest_is_escaped() -> None:
    with speaking("fr"):
        assert listed([Markup("<bdi>Awa</bdi>"), "<i>"]) == Markup("<bdi>Awa</bdi> et &lt;i&gt;")


@pytest.mark.parametrize(("language", "line"), [("fr", "Alger, santé"), ("ar", "الجزائر، الصحة")])
def test_different_things_have_the_comma_of_the_language(language: str, line: str) -> None:
    with speaking(language):
        assert apart(line.replace("،", ",").split(", ")) == line
