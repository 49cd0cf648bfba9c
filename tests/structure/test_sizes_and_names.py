"""Rooms stay small, their names say what they are for, and decisions are taken where they belong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "matchmaking"
FILES = sorted(PACKAGE.rglob("*.py"))
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "services", "common", "managers", "misc"}
COMMITTERS = {"routes", "commands", "jobs", "worker"}
# A file of a feature may import those to its right, never those to its left.
STOREYS = [
    "routes",
    "jobs",
    "commands",
    "forms",
    "operations",
    "adapter",
    "notifications",
    "queries",
    "policy",
    "models",
]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Name, length in lines without its docstring, and whether it is a view."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            doc = ast.get_docstring(node, clean=False)
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)
            is_view = any("access(" in ast.unparse(decorator) for decorator in node.decorator_list)
            yield node.name, length, is_view


def storey(path: Path) -> str | None:
    """Which storey of its feature a file stands on: its own name, or its package's (`routes/…`)."""
    inside = path.relative_to(PACKAGE).parts[1:]
    return next((part.removesuffix(".py") for part in inside if part.removesuffix(".py") in STOREYS), None)


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_file_is_a_small_room(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < 400, f"{lines} lines: make it a package of smaller files"
    assert not NAMES_THAT_SAY_NOTHING & set(path.with_suffix("").parts)


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_functions_are_short_and_views_shorter(path: Path) -> None:
    too_long = [f"{name}: {length}" for name, length, view in functions(path) if length > (30 if view else 50)]
    assert not too_long


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_module_says_its_one_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module begins with what it is for"


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_only_routes_commands_and_jobs_commit(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}
    if not COMMITTERS & parts:
        assert not re.search(r"session\.(commit|rollback)\(", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in FILES if storey(path)], ids=relative)
def test_inside_a_feature_imports_go_down(path: Path) -> None:
    feature, own = path.relative_to(PACKAGE).parts[0], storey(path)
    assert own is not None
    above = STOREYS[: STOREYS.index(own)]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"matchmaking.{feature}"):
            named = {*(node.module or "").split("."), *(alias.name for alias in node.names)}
            climbs = named & set(above)
            # `from matchmaking.<lower feature> import operations` is another room's storey, not ours.
            assert not climbs, f"{own} imports {climbs} of its own feature"


def test_routes_hold_no_sql_and_no_models() -> None:
    for path in FILES:
        if storey(path) == "routes":
            text = path.read_text(encoding="utf-8")
            assert "import sqlalchemy" not in text, relative(path)
            assert not re.search(r"db\.session\.(scalars?|execute|get|add|delete)\b", text), relative(path)
