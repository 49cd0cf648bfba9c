"""Both clocks on one line where there is room, on two where there is none: then no dot hangs between them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from matchmaking.config import ROOT
from matchmaking.events.times import both_ranges
from matchmaking.locale import speaking

BEGIN, END = datetime(2026, 12, 10, 10, tzinfo=UTC), datetime(2026, 12, 10, 10, 20, tzinfo=UTC)
DIRECTIONS = {"fr": "ltr", "ar": "rtl"}
# Where the parts stand, from the start of the line in the direction of reading.
PLACES = """direction => {
  const box = document.querySelector(".clocks").getBoundingClientRect();
  const from = part => { const at = document.querySelector(part).getBoundingClientRect();
    return direction === "ltr" ? [at.left - box.left, at.right - box.left] : [box.right - at.right, box.right - at.left] };
  const top = part => document.querySelector(part).getBoundingClientRect().top;
  return { ml: from(".t-ml"), dot: from(".clocks-dot"), dz: from(".t-dz"), lines: top(".t-ml") === top(".t-dz") ? 1 : 2 };
}"""


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page()


def drawn(app: Flask, page: Page, language: str, width: int) -> dict[str, list[float]]:
    """The two clocks in a column of this width."""
    direction = DIRECTIONS[language]
    with app.test_request_context(), speaking(language):
        clocks = both_ranges(BEGIN, END)
    sheet = (ROOT / f"static/css/app.{direction}.css").read_text(encoding="utf-8")
    page.set_content(
        f'<html lang="{language}" dir="{direction}"><style>{sheet}</style><p style="width:{width}px">{clocks}</p></html>'
    )
    return dict(page.evaluate(PLACES, direction))


@pytest.mark.parametrize("language", DIRECTIONS)
def test_on_one_line_the_dot_stands_between(app: Flask, page: Page, language: str) -> None:
    places = drawn(app, page, language, 400)
    assert places["lines"] == 1
    assert places["ml"][1] <= places["dot"][0] < places["dot"][1] <= places["dz"][0]


@pytest.mark.parametrize("language", DIRECTIONS)
def test_on_two_lines_both_begin_at_the_edge_and_the_dot_lies_outside(app: Flask, page: Page, language: str) -> None:
    places = drawn(app, page, language, 220)
    assert places["lines"] == 2
    assert places["ml"][0] == pytest.approx(0, abs=0.5)
    assert places["dz"][0] == pytest.approx(0, abs=0.5)
    assert places["dot"][1] <= 0.5
