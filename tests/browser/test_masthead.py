"""The masthead keeps to one line on a desk, for each role in each language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Demonstration

ONE_LINE = 72  # pixels: the mark, its name and its country, with their margins


@pytest.mark.parametrize("role", ["organizer", "startup", "investor"])
def test_the_masthead_is_one_line(browser: Browser, demonstration: Demonstration, role: str) -> None:
    context = demonstration.opened(browser, role, viewport={"width": 1200, "height": 800})
    page = context.new_page()
    page.goto("/home")
    for language in ("ar", "en", "fr"):
        page.locator(f".tools > .langs button[value={language}]").click()
        page.wait_for_selector(f"html[lang={language}]")
        page.wait_for_load_state()  # each direction has a sheet of its own
        for width in (1200, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            height = page.locator(".masthead-in").evaluate("element => element.getBoundingClientRect().height")
            assert height <= ONE_LINE, f"{role} in {language} at {width}: {height} px"
    context.close()


def test_what_stands_behind_more_opens_without_a_script(browser: Browser, demonstration: Demonstration) -> None:
    context = demonstration.opened(
        browser, "organizer", java_script_enabled=False, viewport={"width": 1440, "height": 800}
    )
    page = context.new_page()
    page.goto("/home")
    hidden = page.locator(".mainnav .menu a[href='/organizers/plans']")
    assert not hidden.is_visible()
    page.locator(".mainnav summary").click()
    hidden.click()
    assert page.locator(".mainnav summary.is-here").inner_text() == "Plans"
    context.close()
