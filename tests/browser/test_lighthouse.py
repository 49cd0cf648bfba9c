"""Four pages of different kinds earn 95 of 100 or more in each of Lighthouse's four marks, on a phone."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser

from quality import lighthouse
from tests.browser.conftest import Demonstration, chromium

if not lighthouse.COMMAND.exists() and not os.environ.get("CI"):
    pytest.skip("Lighthouse is not installed: npm ci in quality/", allow_module_level=True)


@pytest.mark.parametrize(("role", "path"), lighthouse.PAGES, ids=["front", "form", "list", "pair"])
def test_marks(browser: Browser, demonstration: Demonstration, role: str | None, path: str) -> None:
    with demonstration.opened(browser, role, service_workers="block") as context:
        assert context.request.get(path).url.endswith(path), "the page that is measured is the one that was asked for"
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    found = lighthouse.marks(demonstration.product.url + path, cookie, chromium())
    assert set(found) == {"performance", "accessibility", "best-practices", "seo"}
    assert min(found.values()) >= lighthouse.BOUND, found
