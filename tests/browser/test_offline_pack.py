"""The pack's HTML file in Chromium without a network, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.papers.conftest import world  # noqa: F401  (a fixture)
from tests.papers.test_pack import make, take
from tests.papers.world import World
from tests.printing.paper import skip_where_nothing_prints


def test_the_html_file_opens_without_a_network(world: World, tmp_path: Path, browser: Browser) -> None:  # noqa: F811
    skip_where_nothing_prints()
    file = tmp_path / "pack.html"
    file.write_bytes(take(make(world), "pack.html"))
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted, offline=True)
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.locator("td:visible", has_text="Diallo Élise").count() == 1
        assert page.locator("#search").is_visible() is scripted
        if scripted:
            page.locator("#search").fill("elise")
            assert page.locator("[data-find]:visible").count() == 1
        context.close()
