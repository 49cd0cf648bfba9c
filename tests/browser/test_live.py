"""Filters answer without loading the page anew, and work all the same without the script that makes it so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, Demonstration


def loads(page: Page) -> list[str]:
    """The pages that the browser loads anew from now on."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url) if request.is_navigation_request() else None)
    return seen


def test_a_filter_answers_at_once_and_stands_in_the_address(browser: Browser, demonstration: Demonstration) -> None:
    context = demonstration.opened(browser, "startup", viewport=DESK)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto("/directory")
    loaded = loads(page)
    page.locator("#filter-country").focus()
    page.locator("#filter-country").select_option("DZ")
    expect(page.locator(".filters-on .chip")).to_have_count(1)
    expect(page.locator("#filter-country")).to_be_focused()
    assert page.url.endswith("/directory?country=DZ"), "and nothing that was not chosen"
    assert page.locator("[role=status]:not(#kept)").text_content() == page.locator("[data-count]").text_content()
    assert not loaded
    page.reload()
    expect(page.locator("#filter-country")).to_have_value("DZ")
    page.go_back()
    expect(page.locator("#filter-country")).to_have_value("")
    assert not refused
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_filter_works_by_its_button_too(browser: Browser, demonstration: Demonstration, javascript: bool) -> None:
    context = demonstration.opened(browser, "startup", viewport=DESK, java_script_enabled=javascript)
    page = context.new_page()
    page.goto("/directory")
    page.locator("#filter-kind").select_option("investor")
    page.locator(".filters-go").click()
    expect(page.locator(".filters-on .chip")).to_have_count(1)
    assert "kind=investor" in page.url
    context.close()
