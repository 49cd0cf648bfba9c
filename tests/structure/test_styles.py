"""Styles: every class has a rule, sheets are light enough for a slow link and old enough for 2018, icons are drawn."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT / "static" / "css"
HTML = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "emails" not in path.parts]
LIMITS = {"app": 16_000, "organizer": 8_000, "landing": 5_000}
READ_BY_BROWSERS = [path for path in sorted(SHEETS.glob("*.css")) if path.name != "paper.css"]
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


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_sheets_stay_light(name: str, limit: int, direction: str) -> None:
    size = len(gzip.compress((SHEETS / f"{name}.{direction}.css").read_bytes(), 9))
    assert size <= limit, f"{name}.{direction}.css weighs {size} bytes compressed"


def plain_part(path: Path) -> str:
    """What every browser reads: the sheet without what is asked for by `@supports`."""
    css, start = path.read_text(encoding="utf-8"), 0
    while (start := css.find("@supports", start)) >= 0:
        end, depth = css.index("{", start) + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        css = css[:start] + css[end:]
    return css


@pytest.mark.parametrize("path", READ_BY_BROWSERS, ids=lambda path: path.name)
def test_built_sheets_say_left_and_right(path: Path) -> None:
    names = r"(?:margin|padding|border|inset)-(?:inline|block|start|end)|(?:inline|block)-size|inset(?=:)"
    assert not re.findall(rf"[;{{](?:m(?:in|ax)-|scroll-)?(?:{names})[\w-]*", plain_part(path))


@pytest.mark.parametrize("path", READ_BY_BROWSERS, ids=lambda path: path.name)
def test_built_sheets_ask_for_widths_as_browsers_of_2018_did(path: Path) -> None:
    assert not re.findall(r"@media[^{]*[<>][^{]*", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", READ_BY_BROWSERS, ids=lambda path: path.name)
def test_a_new_selector_takes_no_older_one_down_with_it(path: Path) -> None:
    new = re.compile(r":(?:has|is|where|focus-visible)\b")
    selectors = re.findall(r"(?:^|[{}])([^{}@]+)(?={)", plain_part(path))
    lists = [re.split(r",(?![^(]*\))", one) for one in selectors]
    ours = [one for one in lists if any(new.search(part) for part in one)]
    assert [one for one in ours if not all(new.search(part) for part in one)] == []


@pytest.mark.parametrize("path", READ_BY_BROWSERS, ids=lambda path: path.name)
def test_sizes_that_are_compared_have_a_plain_value_too(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    older = css.partition("@supports not ((appearance:none) or (inset:0))")[2]
    rules = re.findall(r"{([^{}]*)}", css)
    compared = [(rule, name) for rule in rules for name in re.findall(r"([\w-]+):[^;]*\b(?:clamp|min|max)\(", rule)]
    assert [name for rule, name in compared if f"{name}:" not in older and rule.count(f"{name}:") < 2] == []


def test_styles_know_start_and_end_not_left_and_right() -> None:
    ours = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "scss").glob("*.scss"))
    assert not re.search(r"\b(?:margin|padding|border)-(?:left|right)\b|\bfloat:\s*(?:left|right)", ours)


def test_every_icon_that_is_named_exists() -> None:
    sprite = (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'id="i-([\w-]+)"', sprite))
    named = {name for path in HTML for name in re.findall(r"\bicon\('([\w-]+)'", path.read_text(encoding="utf-8"))}
    assert named <= drawn, sorted(named - drawn)
