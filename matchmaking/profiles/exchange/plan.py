"""What an import would do, row by row, before it does anything."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from matchmaking.profiles import content
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.exchange.layout import NUMBERED, PREFIXES, PROBLEMS_COLUMN, fold
from matchmaking.profiles.exchange.reading import RawRow
from matchmaking.profiles.labels import wording
from matchmaking.profiles.parsing import Problem

KEY_LENGTH = 32


@dataclass(frozen=True)
class PlannedRow:
    """One row: the content it gives, or the problems it has."""

    number: int
    values: dict[str, Any]
    key: str | None
    content: ProfileContent | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ImportPlan:
    """All rows of a file, judged."""

    rows: tuple[PlannedRow, ...]
    good: tuple[PlannedRow, ...] = field(init=False)
    bad: tuple[PlannedRow, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "good", tuple(row for row in self.rows if not row.problems))
        object.__setattr__(self, "bad", tuple(row for row in self.rows if row.problems))


@dataclass(frozen=True)
class Taken:
    """What stands on the platform already: keys, and names folded with their country."""

    keys: Collection[str]
    names: Collection[tuple[str, str]]


def make_plan(rows: Sequence[RawRow], taken: Taken) -> ImportPlan:
    """Judge every row by itself, against the platform and against the rows before it."""
    keys, names = set(taken.keys), set(taken.names)
    planned = []
    for row in rows:
        typed, problems = content.from_dict(row.values)
        key = str(row.values.get("id") or "").strip() or None
        problems = [*problems, *_key_problems(key, keys)]
        if typed is not None:
            name = (typed.country.value, fold(typed.name) or typed.name)
            if name in names:
                problems.append(Problem("name", "already_there", typed.name))
            names.add(name)
        if key:
            keys.add(key)
        planned.append(PlannedRow(row.number, row.values, key, None if problems else typed, tuple(problems)))
    return ImportPlan(tuple(planned))


def handed_back(plan: ImportPlan) -> list[dict[str, Any]]:
    """The rows that were not imported, as they came, with the reasons in a last column."""
    return [
        {**row.values, PROBLEMS_COLUMN: " | ".join(f"{p.field}: {wording(p)}" for p in row.problems)}
        for row in plan.bad
    ]


def column_of(problem: Problem, *, flat: bool) -> str:
    """Where a problem stands, as its file names it: `seeks 2 title` is the column `seek_2_title` of a table."""
    field_name, _, rest = problem.field.partition(" ")
    if not flat or not rest:
        return problem.field
    prefix = next((prefix for prefix, field in PREFIXES.items() if field == field_name), field_name)
    name = f"{prefix}_{rest.replace(' ', '_')}"
    return name if NUMBERED.fullmatch(name) else problem.field


def _key_problems(key: str | None, taken: Collection[str]) -> list[Problem]:
    if key is None:
        return []
    if len(key) > KEY_LENGTH or not all(c.isascii() and (c.isalnum() or c in "-_.") for c in key):
        return [Problem("id", "bad_key", key)]
    return [Problem("id", "already_there", key)] if key in taken else []
