"""Rules of accessibility (axe-core, WCAG 2.1 A and AA) on one open page."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parent
SCRIPT = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"]})
  .then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 160))]))"""


def install() -> None:
    """Bring the locked set of npm packages, unless it is there."""
    if not SCRIPT.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=FOLDER, check=True)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What is wrong on the page as it stands: the rule, and where."""
    if not page.evaluate("() => typeof window.axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: Any = page.evaluate(RUN)
    return [(rule, places) for rule, places in found]
