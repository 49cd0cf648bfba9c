"""Styles: no class without a rule, no sheet heavier than a slow link bears, no icon without a drawing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT / "static" / "css"
HTML = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "emails" not in path.parts]
LIMITS = {"app.ltr.css": 16_000, "app.rtl.css": 16_000, "organizer.css": 8_000, "landing.css": 5_000}
# Names that tests and scripts look for, and that have no style of their own.
WITHOUT_RULE = frozenset({"member"})


def classes_of(source: str) -> set[str]:
    """Class names written out in a template; those joined to an expression are left aside."""
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", source, flags=re.DOTALL)
    plain = re.sub(r"\{\{.*?\}\}", "\0", plain, flags=re.DOTALL)
    names = {name for value in re.findall(r'class="([^"]*)"', plain) for name in value.split()}
    return {name for name in names if "\0" not in name} - WITHOUT_RULE


@pytest.fixture(scope="module")
def styled() -> set[str]:
    return {
        name
        for sheet in SHEETS.glob("*.css")
        for name in re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheet.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("path", HTML, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_class_of_a_template_has_a_rule(path: Path, styled: set[str]) -> None:
    missing = classes_of(path.read_text(encoding="utf-8")) - styled
    assert not missing, f"no style sheet knows {sorted(missing)}: see templates/components/README.md"


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_sheets_stay_light(name: str, limit: int) -> None:
    size = len(gzip.compress((SHEETS / name).read_bytes(), 9))
    assert size <= limit, f"{name} weighs {size} bytes compressed"


def test_styles_know_start_and_end_not_left_and_right() -> None:
    ours = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "scss").glob("*.scss"))
    assert not re.search(r"\b(?:margin|padding|border)-(?:left|right)\b|\bfloat:\s*(?:left|right)", ours)


def test_every_icon_that_is_named_exists() -> None:
    sprite = (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'id="i-([\w-]+)"', sprite))
    named = {name for path in HTML for name in re.findall(r"\bicon\('([\w-]+)'", path.read_text(encoding="utf-8"))}
    assert named <= drawn, sorted(named - drawn)
