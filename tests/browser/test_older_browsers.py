"""What browsers of 2018 do not know in our sheets and scripts is known to us, and each thing has its reason to stay."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from quality.axe import FOLDER

COMMAND = FOLDER / "older.mjs"
if not (FOLDER / "node_modules" / "doiuse").exists() and not os.environ.get("CI"):
    pytest.skip("doiuse is not installed: npm ci in quality/", allow_module_level=True)

# What caniuse's table says is missing or partial, and what a browser without it shows.
KNOWN = {
    "css-appearance": "prefixed beside it",
    "css-boxdecorationbreak": "prefixed beside it; else a marked word broken over two lines has one ground",
    "css-clip-path": "partial: only shapes are used, on texts for screen readers",
    "css-color-adjust": "prefixed beside it; only on paper",
    "css-display-contents": "only with :has, see there",
    "css-file-selector-button": "prefixed beside it",
    "css-focus-visible": "every focus is shown instead",
    "css-focus-within": "Bootstrap's link that shows when focused, not used by our pages",
    "css-gradients": "partial: an old note about colours that fade to transparent",
    "css-has": "refinements: a form without it keeps its bar at its own foot",
    "css-logical-props": "`text-align: start`, which every browser knows",
    "css-masks": "prefixed beside it",
    "css-math-functions": "a plain value stands before it, or in the older block",
    "css-media-interaction": "larger targets for thumbs, in Firefox only; the others know it",
    "css-not-sel-list": "counted for any :not(); ours hold one simple selector, or :has",
    "css-overflow": "partial: two values, not used",
    "css-resize": "on phones a text field keeps its size",
    "css-revert-value": "`display: block` stands before it",
    "css-snappoints": "counted for scroll-padding: less distance after a jump inside the page",
    "css-sticky": "prefixed beside it",
    "flexbox-gap": "margins stand for it in the older block",
    "multicolumn": "partial: break-inside, on paper",
    "prefers-color-scheme": "daylight colours",
    "prefers-reduced-motion": "changes of colour keep their 120 milliseconds",
    "text-decoration": "a plain underline",
}
# htmx is served as published; it does not start there, and every page works without it.
NOT_STARTED = {"htmx.min.js"}


@pytest.fixture(scope="module")
def unknown() -> dict[str, dict[str, object]]:
    done = subprocess.run(["node", str(COMMAND)], capture_output=True, text=True, check=True, timeout=120)
    return dict(json.loads(done.stdout))


def test_nothing_newer_stands_in_a_sheet_without_a_reason(unknown: dict[str, dict[str, object]]) -> None:
    assert {name: where for name, where in unknown["features"].items() if name not in KNOWN} == {}


def test_our_scripts_can_be_read(unknown: dict[str, dict[str, object]]) -> None:
    assert set(unknown["scripts"]) <= NOT_STARTED, unknown["scripts"]
