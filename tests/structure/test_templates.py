"""Templates: tokens in every form, nothing inline, nothing hard-wired, nothing imported in vain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
HTML = sorted(TEMPLATES.rglob("*.html"))
PAGES = [path for path in HTML if "emails" not in path.parts and "gallery" not in path.parts]
ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
# Words that are the same in every language, or names.
SAME_EVERYWHERE = re.compile(r"^[\s\d\W_]*$|^(Deux Rives|WhatsApp|QR|XLSX|CSV|JSON|PDF|FR|AR|EN)$")


def relative(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def without_expressions(source: str) -> str:
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_every_posted_form_has_its_token(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form\b.*?</form>", source, flags=re.DOTALL | re.IGNORECASE):
        if re.search(r'method="post"', form, re.IGNORECASE):
            assert re.search(r"csrf|hidden_tag", form), form[:200]


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_nothing_inline_that_the_content_policy_refuses(path: Path) -> None:
    source = without_expressions(path.read_text(encoding="utf-8"))
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|javascript:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"https?://(?!wa\.me|www\.w3\.org)", source)


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_no_text_is_hard_wired(path: Path) -> None:
    source = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    soup = BeautifulSoup(without_expressions(source), "html.parser")
    for text in soup.find_all(string=True):
        assert isinstance(text, NavigableString)
        if (text.parent is not None and text.parent.name in {"style", "script"}) or type(text) is not NavigableString:
            continue
        assert SAME_EVERYWHERE.match(text.strip()), f"not marked for translation: {text.strip()!r}"


@pytest.mark.parametrize("path", HTML, ids=relative)
def test_every_imported_macro_is_used(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ENVIRONMENT.parse(source)
    for found in tree.find_all(nodes.FromImport):
        for name in found.names:
            alias = name[1] if isinstance(name, tuple) else name
            assert len(re.findall(rf"\b{re.escape(alias)}\b", source)) > 1, f"{alias} is imported in vain"


@pytest.mark.parametrize("path", HTML, ids=relative)
def test_layouts_know_start_and_end_not_left_and_right(path: Path) -> None:
    assert not re.search(r'class="[^"]*\b(?:float|text)-(?:left|right)\b', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*HTML, *sorted(TEMPLATES.rglob("*.txt"))], ids=relative)
def test_several_names_are_listed_by_their_language_not_by_a_comma(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ENVIRONMENT.parse(source if path.name != "gallery.html" else "")
    faults = [node.value for node in tree.find_all(nodes.Const) if node.value in {", ", "، ", ","}]
    assert not faults, "use |listed, |apart or loop|between"
    assert "not loop.last %}," not in source, "use loop|between"
    between = re.search(r"(?:\}\}|%\}), ?\{[{%]", source)
    assert between is None, f"{between[0]}: use |apart"
