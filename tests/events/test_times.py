"""Both clocks, by cell: each language, each form, the hour in which the two dates differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from matchmaking.events import times
from matchmaking.locale import speaking

MORNING = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
SLOT = timedelta(minutes=20)

TEXTS: list[tuple[str, Callable[[], str], str]] = [
    ("fr", lambda: times.both_times_text(MORNING), "10:00 Bamako · 11:00 Alger"),
    ("en", lambda: times.both_times_text(MORNING), "10:00 Bamako · 11:00 Algiers"),
    ("ar", lambda: times.both_times_text(MORNING), "\u206610:00 باماكو\u2069 · \u206611:00 الجزائر العاصمة\u2069"),
    ("fr", lambda: times.both_ranges_text(MORNING, MORNING + SLOT), "10:00–10:20 Bamako · 11:00–11:20 Alger"),
    (
        "ar",
        lambda: times.both_ranges_text(MORNING, MORNING + SLOT),
        "\u206610:00–10:20 باماكو\u2069 · \u206611:00–11:20 الجزائر العاصمة\u2069",
    ),
    ("fr", lambda: times.both_times_text(MIDNIGHT), "24 novembre 23:30 Bamako · 25 novembre 00:30 Alger"),
    (
        "ar",
        lambda: times.both_times_text(MIDNIGHT),
        "24 نوفمبر \u206623:30 باماكو\u2069 · 25 نوفمبر \u206600:30 الجزائر العاصمة\u2069",
    ),
    ("fr", lambda: times.dated_times_text(MORNING), "7 décembre, 10:00 Bamako · 11:00 Alger"),
    ("fr", lambda: times.dated_times_text(MIDNIGHT), "24 novembre 23:30 Bamako · 25 novembre 00:30 Alger"),
    ("fr", lambda: times.day(MORNING), "lundi 7 décembre"),
    ("fr", lambda: times.day(MORNING, with_year=True), "lundi 7 décembre 2026"),
    ("fr", lambda: times.day(MIDNIGHT), "mardi 24 novembre"),
]


@pytest.mark.parametrize(("language", "worded", "expected"), TEXTS)
def test_as_plain_text(app: Flask, language: str, worded: Callable[[], str], expected: str) -> None:
    with app.test_request_context(), speaking(language):
        assert worded() == expected


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_on_a_page_each_time_stays_with_its_place(app: Flask, language: str) -> None:
    with app.test_request_context(), speaking(language):
        line = BeautifulSoup(times.both_ranges(MORNING, MORNING + SLOT), "html.parser")
        plain = times.both_ranges_text(MORNING, MORNING + SLOT)
    parts = line.find_all("bdi")
    assert [part["class"] for part in parts] == [["t-ml"], ["t-dz"]]
    assert all(part["dir"] == "ltr" for part in parts)
    assert line.text == plain.replace("\u2066", "").replace("\u2069", "")


def test_a_page_gives_machines_the_moment_of_each_shore(app: Flask) -> None:
    with app.test_request_context():
        line = BeautifulSoup(times.both_times(MIDNIGHT), "html.parser")
    assert line.text == "24 novembre 23:30 Bamako · 25 novembre 00:30 Alger"
    moments = [datetime.fromisoformat(str(one["datetime"])) for one in line.find_all("time")]
    assert moments == [MIDNIGHT, MIDNIGHT]
    assert [f"{one:%H:%M}" for one in moments] == ["23:30", "00:30"]
