"""`make audit`: what « light and sturdy » means in figures, each beside its bound.

Starts a demonstration of its own, measures it, stops it. The exit code is 1 where a bound is missed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from quality import axe, lighthouse, load, pages, slow_link, weights
from tests.browser.conftest import Demonstration, chromium, run_product

PHONE = {"width": 360, "height": 740}
ROLES = (None, "startup", "investor", "organizer")
LIGHTHOUSE = ((None, "/"), (None, "/help"), ("startup", "/home"), ("organizer", "/organizers/pairs/ML07/DZ12"))
SLOW = ((None, "/"), (None, "/login"), ("startup", "/home"))
Row = tuple[str, str, str, bool]


def main() -> int:
    """Measure, print the table, say by the exit code whether everything holds."""
    axe.install()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = run_product(Path(folder), {"DEMO": "1", "WEB_CONCURRENCY": "2"})
        product = next(running)
        accounts = json.loads((Path(folder) / "demonstration.json").read_text(encoding="utf-8"))
        shown = Demonstration(product, {account["role"]: account for account in reversed(accounts)})
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for role in ROLES:
            rows += of_role(browser, shown, role)
        for role, path in SLOW:
            with shown.opened(browser, role, viewport=PHONE, service_workers="block") as context:
                seconds = slow_link.seconds_until_readable(context, path)
            name = f"readable at 50 kbit/s, 800 ms: {path}"
            rows.append(
                (name, f"{seconds:.1f} s", f"{slow_link.READABLE_BOUND:.0f} s", seconds <= slow_link.READABLE_BOUND)
            )
        for role, path in LIGHTHOUSE:
            with shown.opened(browser, role) as context:
                found = lighthouse.marks(product.url + path, cookie_of(context), chromium())
            marks = " ".join(f"{name} {mark}" for name, mark in found.items())
            rows.append((f"Lighthouse: {path}", marks, f"{lighthouse.BOUND}", min(found.values()) >= lighthouse.BOUND))
        browser.close()
        running.close()
    rows += load.rows()
    for name, figure, bound, holds in rows:
        print(f"{'ok    ' if holds else 'MISSED'} {name:<58} {figure:>14}   bound {bound}")
    return 0 if all(holds for *_words, holds in rows) else 1


def of_role(browser: Browser, shown: Demonstration, role: str | None) -> list[Row]:
    """Weight of every page, and the rules of accessibility in light and dark."""
    rows: list[Row] = []
    page_bound = weights.ORGANIZERS_PAGE if role == "organizer" else weights.FURTHER_PAGE
    options = {"viewport": PHONE, "reduced_motion": "reduce", "service_workers": "block"}
    with shown.opened(browser, role, **options) as context:
        page = context.new_page()
        for path in pages.list_pages(context) if role else pages.PUBLIC:
            weight, wrong = weights.weigh(context, path), []
            page.goto(path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                wrong += [f"{scheme} {rule}" for rule, _places in axe.violations(page)]
            figure = f"{weight.page / 1000:.1f} / {weight.first / 1000:.1f} kB"
            light = weight.page <= page_bound and weight.first <= max(page_bound, weights.FIRST_VISIT)
            name = f"{role or 'public'} {path}"
            rows.append((f"{name}: page / first visit", figure, f"{page_bound // 1000} / 60 kB", light))
            rows.append((f"{name}: axe", ", ".join(wrong) or "none", "none", not wrong))
    return rows


def cookie_of(context: BrowserContext) -> str:
    """The header that signs its requests in."""
    return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())


if __name__ == "__main__":
    sys.exit(main())
