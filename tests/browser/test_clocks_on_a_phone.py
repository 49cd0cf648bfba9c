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
  const at = part => document.querySelector(part).getBoundingClientRect();
  const box = at(".clocks"), across = part => direction === "ltr"
    ? [at(part).left - box.left, at(part).right - box.left]
    : [box.right - at(part).right, box.right - at(part).left];
  const lines = at(".t-ml").top === at(".t-dz").top ? 1 : 2;
  return { ml: across(".t-ml"), dot: across(".clocks-dot"), dz: across(".t-dz"), lines };
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
    column = f'<style>{sheet}</style><p style="width:{width}px">{clocks}</p>'
    page.set_content(f'<html lang="{language}" dir="{direction}">{column}</html>')
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
