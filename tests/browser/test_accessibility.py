"""No rule of accessibility is broken on any page that the links of the demonstration lead to.

Three roles read in French, on a phone by daylight and at a desk in the dark; all roles read in Arabic, from the right.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from quality import axe, pages
from tests.browser.conftest import DESK, PHONE, Demonstration

if not axe.SCRIPT.exists() and not os.environ.get("CI"):
    pytest.skip("axe-core is not installed: npm ci in quality/", allow_module_level=True)


PHONE_BY_DAY = {"viewport": PHONE, "color_scheme": "light", "locale": "fr-FR"}
DESK_AT_NIGHT = {"viewport": DESK, "color_scheme": "dark", "locale": "fr-FR"}
FROM_THE_RIGHT = {"viewport": PHONE, "color_scheme": "light", "locale": "ar-DZ"}
EVERYBODY = (None, "startup", "investor", "organizer", "side-organizer", "helper", "committee")


def broken_rules(context: BrowserContext, role: str | None) -> dict[str, list[tuple[str, list[str]]]]:
    """What is wrong, by page, over all pages that the role's links lead to."""
    page, broken = context.new_page(), {}
    for path in pages.of(context, role):
        page.goto(path)
        if found := axe.violations(page):
            broken[path] = found
    return broken


@pytest.mark.parametrize("role", [None, "startup", "organizer"])
@pytest.mark.parametrize("options", [PHONE_BY_DAY, DESK_AT_NIGHT], ids=["phone", "desk"])
def test_no_rule_is_broken(
    browser: Browser, demonstration: Demonstration, role: str | None, options: dict[str, object]
) -> None:
    with demonstration.opened(browser, role, reduced_motion="reduce", **options) as context:
        assert not broken_rules(context, role)


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_rule_is_broken_from_right_to_left(browser: Browser, demonstration: Demonstration, role: str | None) -> None:
    with demonstration.opened(browser, role, reduced_motion="reduce", **FROM_THE_RIGHT) as context:
        page = context.new_page()
        page.goto("/home" if role else "/")
        if role:  # the language is kept with the account, so it is given back at the end
            choose(page, "ar")
        assert page.evaluate("document.dir") == "rtl"
        broken = broken_rules(context, role)
        if role:
            choose(page, "fr")
    assert not broken


def choose(page: Page, language: str) -> None:
    """Press the switch of the page's head, folded or not."""
    press = "code => document.querySelector(`.langs button[value=${code}]`).click()"
    with page.expect_navigation():
        page.evaluate(press, language)


@pytest.mark.parametrize("role", [None, "startup"])
def test_at_200_percent_nothing_scrolls_sideways(
    browser: Browser, demonstration: Demonstration, role: str | None
) -> None:
    context = demonstration.opened(browser, role, viewport={"width": 640, "height": 400})
    page, wide = context.new_page(), []
    for path in pages.of(context, role):
        page.goto(path)
        if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    context.close()
    assert not wide
