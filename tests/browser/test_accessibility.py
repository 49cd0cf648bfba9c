"""No rule of accessibility is broken on any page that the links of the demonstration lead to, in light and in dark."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from quality import axe, pages
from tests.browser.conftest import DESK, PHONE, Demonstration

if not axe.SCRIPT.exists() and not os.environ.get("CI"):
    pytest.skip("axe-core is not installed: npm ci in quality/", allow_module_level=True)


@pytest.mark.parametrize("role", [None, "startup", "organizer"])
@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"])
def test_no_rule_is_broken(
    browser: Browser, demonstration: Demonstration, role: str | None, viewport: dict[str, int], scheme: str
) -> None:
    options = {"viewport": viewport, "color_scheme": scheme, "reduced_motion": "reduce"}
    context = demonstration.opened(browser, role, **options)
    page, broken, asked = context.new_page(), {}, set[str]()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for path in pages.list_pages(context) if role else pages.PUBLIC:
        page.goto(path)
        if found := axe.violations(page):
            broken[path] = found
    context.close()
    assert not broken
    assert asked == {urlsplit(demonstration.product.url).netloc}  # nothing from another host


@pytest.mark.parametrize("role", [None, "startup"])
def test_at_200_percent_nothing_scrolls_sideways(
    browser: Browser, demonstration: Demonstration, role: str | None
) -> None:
    context = demonstration.opened(browser, role, viewport={"width": 640, "height": 400})
    page, wide = context.new_page(), []
    for path in pages.list_pages(context) if role else pages.PUBLIC:
        page.goto(path)
        if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    context.close()
    assert not wide
