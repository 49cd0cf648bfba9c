"""The language of the moment: plurals, dates and digits of all three; what is chosen comes before what is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask
from flask_babel import Domain, format_decimal, format_percent, get_locale, gettext, ngettext
from flask_wtf.i18n import translations

from matchmaking.locale import (
    LOCALES,
    current,
    dated,
    day_in_words,
    direction,
    normalise,
    own_language,
    select,
    speaking,
)

JANUARY = date(2026, 1, 5)
FORMS = ("zero", "one", "two", "few", "other", "many")  # in the order that Babel writes them
NUMBERS = {
    0: "zero",
    1: "one",
    2: "two",
    3: "few",
    10: "few",
    11: "many",
    99: "many",
    100: "other",
    102: "other",
    103: "few",
}


@pytest.fixture
def arabic_domain(tmp_path: Path) -> Domain:
    """A catalogue written and read as ours are, that says which form it chose."""
    catalogue = Catalog(locale="ar")
    catalogue.add(("one thing", "%(num)s things"), FORMS)
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    return Domain(str(tmp_path))


@pytest.fixture
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.usefixtures("in_request")
@pytest.mark.parametrize(("number", "form"), NUMBERS.items())
def test_arabic_counts_in_six_forms(arabic_domain: Domain, number: int, form: str) -> None:
    """Babel's fifth and sixth form are swapped against GNU's."""
    with speaking("ar"):
        assert arabic_domain.ngettext("one thing", "%(num)s things", number) == form


@pytest.mark.usefixtures("in_request")
def test_english_needs_no_catalogue() -> None:
    with speaking("en"):
        assert gettext("Sign out") == "Sign out"
        said = [ngettext("one reader", "%(num)s readers", number) for number in (0, 1, 2)]
    assert said == ["0 readers", "one reader", "2 readers"]


@pytest.mark.usefixtures("in_request")
@pytest.mark.parametrize(
    ("language", "worded"), [("fr", "5 janvier 2026"), ("ar", "5 جانفي 2026"), ("en", "5 January 2026")]
)
def test_months_are_named_as_in_the_readers_country(language: str, worded: str) -> None:
    with speaking(language):
        assert day_in_words(JANUARY, "long") == worded


@pytest.mark.usefixtures("in_request")
@pytest.mark.parametrize("language", LOCALES)
def test_digits_are_european_everywhere(language: str) -> None:
    with speaking(language):
        said = "".join((format_decimal(1234567.5), format_percent(0.25), day_in_words(JANUARY, "full")))
    assert {sign for sign in said if sign.isdigit()} <= set("0123456789")
    assert "1" in said


@pytest.mark.parametrize("language", LOCALES)
def test_what_is_forced_outside_a_request_is_the_same_language(app: Flask, language: str) -> None:
    with app.app_context(), speaking(language):
        assert current() == language
        assert get_locale().language == language


def test_a_page_in_arabic_has_the_months_of_algeria(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "ar"}):
        assert current() == "ar"
        assert day_in_words(JANUARY) == "5 جانفي"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("ar-DZ,ar;q=0.9,fr;q=0.8", "ar"),
        ("fr-ML", "fr"),
        ("en-GB,en;q=0.7", "en"),
        ("bm,fr;q=0.5", "fr"),
        ("de", "fr"),
        ("*", "fr"),
        ("", "fr"),
        ("../../etc", "fr"),
    ],
)
def test_a_browser_is_answered_in_its_language_or_the_default(app: Flask, asked: str, answered: str) -> None:
    with app.test_request_context(headers={"Accept-Language": asked}):
        assert select() == answered


def test_what_was_chosen_comes_before_what_the_browser_says(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "ar", "Cookie": "language=en"}):
        assert select() == "en"


@pytest.mark.parametrize(
    ("code", "language"), [("ar_DZ", "ar"), ("AR-dz", "ar"), ("tlh", "fr"), (None, "fr"), ("", "fr")]
)
def test_codes_of_files_and_browsers_are_read(code: str | None, language: str) -> None:
    assert normalise(code) == language


def test_arabic_runs_from_the_right() -> None:
    assert {code: direction(code) for code in LOCALES} == {"fr": "ltr", "ar": "rtl", "en": "ltr"}


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("نبحث عن أجهزة محمولة لتخطيط القلب", 'lang="ar" dir="rtl"'),
        ("Nous cherchons un appareil portable", 'lang="fr" dir="ltr"'),
        ("We look for a device that is portable", 'lang="en" dir="ltr"'),
        ("12", 'lang="fr" dir="ltr"'),
    ],
)
def test_words_are_shown_in_their_own_language_and_direction(words: str, attributes: str) -> None:
    assert own_language(words) == attributes


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Ce champ est requis."), ("ar", "هذا الحقل مطلوب."), ("en", "This field is required.")],
)
def test_the_form_library_speaks_the_readers_language(app: Flask, language: str, said: str) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert translations.gettext("This field is required.") == said


def test_a_day_and_its_hour_have_the_comma_of_their_language(app: Flask) -> None:
    with app.app_context(), speaking("ar"):
        assert dated(datetime(2026, 1, 5, 14, 42, tzinfo=UTC)) == "5 جانفي، 14:42"


@pytest.mark.parametrize(
    ("language", "first", "eleventh"),
    [
        ("fr", "mardi 1er décembre", "vendredi 11 décembre"),
        ("ar", "الثلاثاء 1 ديسمبر", "الجمعة 11 ديسمبر"),
        ("en", "Tuesday 1 December", "Friday 11 December"),
    ],
)
def test_the_first_of_a_month_is_said_as_people_say_it(app: Flask, language: str, first: str, eleventh: str) -> None:
    with app.app_context(), speaking(language):
        assert [day_in_words(date(2026, 12, number), "EEEE d MMMM") for number in (1, 11)] == [first, eleventh]
