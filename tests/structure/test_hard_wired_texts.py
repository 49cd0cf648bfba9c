"""No text that a reader sees is written into a template's attributes or expressions, a form or a flash: each is marked
for translation. (Text between tags: `test_templates`.) The living style page shows invented samples and is exempt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
HTML = sorted(path for path in TEMPLATES.rglob("*.html") if "gallery" not in path.parts)
CODE = sorted(
    path
    for path in (ROOT / "matchmaking").rglob("*.py")
    if path.name != "commands.py" and not {"demonstration", "gallery"} & set(path.parts)
)
ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
FIELD_CLASS = re.compile(r"^[A-Z]\w+(Field|List)$")  # WTForms says a field's kind by its class
READ_ALOUD = ("title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label")
MARKED = {"_", "gettext", "ngettext", "pgettext", "npgettext", "_l", "lazy_gettext", "_lp", "lazy_pgettext", "N_"}
WORDS = re.compile(r"[^\W\d_]{2}")
# A sentence or a label begins with a capital or has letters beyond those of code.
LIKE_WORDS = re.compile(r"^[A-Z][a-z]|[^\W\d_a-zA-Z]|[a-z] [A-Z]?[a-z]+ .*[.?!…]$")
EXCEPTIONS = {
    "Français": "a language names itself",
    "العربية": "a language names itself",
    "English": "a language names itself",
    "WhatsApp": "a name",
    "تخطيط قلب": "the invented example of the first page, in the Algerian side's own words",
    "الضمان": "the invented example of the first page, in the Algerian side's own words",
    "Mali": "a data key",
    "website": "a kind of page that the Open Graph knows",
    "email": "a role that mail programs know, read in no language (aria-roledescription of e-mails)",
}
# Letters have their fonts' names in their style sheet, and a file of words for each language.
FONTS = re.compile(r"Noto |Charter|Helvetica|Segoe")
LABELLED = re.compile(r"^\w+(Field|Required|Length|EqualTo|Regexp|NumberRange|AnyOf|Optional)$")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_expressions(source: str) -> str:
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)


def is_exempt(text: str) -> bool:
    return text in EXCEPTIONS or bool(FONTS.search(text) or FIELD_CLASS.match(text))


def unmarked(node: nodes.Node) -> Iterator[str]:
    """String constants outside every call that marks a text for translation, template names left out."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKED:
        for keyword in node.kwargs:
            yield from unmarked(keyword)
        return
    if isinstance(node, nodes.Extends | nodes.Import | nodes.FromImport | nodes.Include):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from unmarked(child)


@pytest.mark.parametrize("path", HTML, ids=relative)
def test_no_attribute_that_is_read_aloud_is_hard_wired(path: Path) -> None:
    soup = BeautifulSoup(without_expressions(path.read_text(encoding="utf-8")), "html.parser")
    said = [str(tag[name]) for tag in soup.find_all(True) for name in READ_ALOUD if tag.has_attr(name)]
    said += [str(tag.get("content", "")) for tag in soup.select('meta[name=description], meta[property^="og:"]')]
    faults = [text for text in said if WORDS.search(text) and text not in EXCEPTIONS]
    assert not faults, f"not marked for translation: {faults}"


@pytest.mark.parametrize("path", HTML, ids=relative)
def test_no_expression_holds_words_that_are_not_marked(path: Path) -> None:
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    faults = [text for text in unmarked(tree) if LIKE_WORDS.search(text.strip()) and not is_exempt(text.strip())]
    assert not faults, f"not marked for translation: {faults}"


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def spoken(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that a reader sees."""
    name = name_of(call)
    if name == "flash":
        yield from call.args[:1]
    elif name == "say":
        yield from call.args[1:]
    elif name in {"ValidationError", "StopValidation"}:
        yield from call.args
    elif LABELLED.match(name):
        yield from call.args[:1]
        yield from (keyword.value for keyword in call.keywords if keyword.arg in {"label", "description", "message"})


def constants(node: ast.expr) -> Iterator[str]:
    """The words of an argument that are written there and not marked."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr | ast.IfExp | ast.BoolOp | ast.BinOp | ast.FormattedValue):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from constants(child)


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_no_form_and_no_flash_holds_words_that_are_not_marked(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    faults = [
        f"line {call.lineno}: {text}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in spoken(call)
        for text in constants(argument)
        if WORDS.search(text) and text not in EXCEPTIONS
    ]
    assert not faults, f"not marked for translation: {faults}"
