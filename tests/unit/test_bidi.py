"""Words of one direction in sentences of the other stand isolated, on pages and in plain text alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from flask_babel import gettext
from markupsafe import Markup

from matchmaking.bidi import directed, foreign, isolated, left_to_right
from matchmaking.locale import speaking

FIRST, END = "\u2068", "\u2069"


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_a_telephone_number_is_never_turned_round() -> None:
    assert left_to_right("+223 70 00 00 00") == '<bdi dir="ltr">+223 70 00 00 00</bdi>'
    assert left_to_right("<b>") == '<bdi dir="ltr">&lt;b&gt;</bdi>'
    assert left_to_right(None) == ""


def test_plain_text_is_isolated_in_arabic_only() -> None:
    with speaking("fr"):
        assert isolated("10:00 Bamako") == "10:00 Bamako"
    with speaking("ar"):
        assert isolated("10:00 باماكو") == "\u206610:00 باماكو\u2069"
        assert isolated("") == ""


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("fr", "KeneyaLink (Kayes)", "KeneyaLink (Kayes)"),
        ("fr", "نبض كير", f"{FIRST}نبض كير{END}"),
        ("en", "نبض كير", f"{FIRST}نبض كير{END}"),
        ("ar", "KeneyaLink (Kayes)", f"{FIRST}KeneyaLink (Kayes){END}"),
        ("ar", "نبض كير", "نبض كير"),
        ("ar", "12", "12"),
        ("ar", "14:42", "14:42"),
        ("ar", "2013-015", f"{FIRST}2013-015{END}"),
        ("ar", "https://deuxrives.example/a", "https://deuxrives.example/a"),
        ("ar", "contact@deuxrives.example", "contact@deuxrives.example"),
        ("ar", "", ""),
    ],
)
def test_only_what_runs_against_the_language_is_isolated_and_addresses_stay(
    language: str, words: str, shown: str
) -> None:
    with speaking(language):
        assert foreign(words) == shown
        assert foreign(foreign(words)) == shown


def test_names_put_into_sentences_of_the_code_are_isolated() -> None:
    with speaking("ar"):
        assert f"{FIRST}KeneyaLink{END}" in gettext("Join %(name)s", name="KeneyaLink")
    with speaking("fr"):
        assert FIRST not in gettext("Join %(name)s", name="KeneyaLink")


def test_names_put_into_sentences_of_templates_are_isolated_and_escaped() -> None:
    with speaking("ar"):
        page = render_template_string("{{ _('Join %(name)s', name=name) }}", name="A<b>")
        assert f"{FIRST}A&lt;b&gt;{END}" in page
        assert FIRST not in render_template_string("{{ _('Join %(name)s', name=n) }}", n=Markup("<bdi>A</bdi>"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<bdi>Un guichet « commun ».</bdi>", '<bdi dir="ltr">Un guichet « commun ».</bdi>'),
        ("<bdi>نص بالعربية (DZ).</bdi>", '<bdi dir="rtl">نص بالعربية (DZ).</bdi>'),
        ('<bdi lang="ar">12 «نص»</bdi>', '<bdi dir="rtl" lang="ar">12 «نص»</bdi>'),
        ("<bdi>&laquo;&nbsp;<b>نص</b></bdi>", '<bdi dir="rtl">&laquo;&nbsp;<b>نص</b></bdi>'),
        ('<bdi dir="ltr">+223 70</bdi><bdi>63 %</bdi>', '<bdi dir="ltr">+223 70</bdi><bdi>63 %</bdi>'),
    ],
)
def test_on_paper_words_of_people_run_as_their_first_letter_does(written: str, read: str) -> None:
    """A page does it by itself; what lays out paper put the full stop of a French sentence on its wrong side."""
    assert directed(f"<p>نص {written} نص</p>") == f"<p>نص {read} نص</p>"
