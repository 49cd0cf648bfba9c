"""The trilingual lexicon: concepts of business and digital life with their phrases in French, Arabic and
English.

A lexicon is read whole or not at all: every fault is told by its line number. It knows nothing of scores.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from matchmaking.language.phrases import PhraseTable
from matchmaking.language.vocabulary import read_phrase

LANGUAGES = ("fr", "ar", "en")
COLUMNS = ("concept", "parent", *LANGUAGES)
PRODUCT_LEXICON = Path(__file__).with_name("lexicon.csv")
CONCEPT_PREFIX = "concept:"
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class LexiconError(ValueError):
    """A lexicon that cannot be used; `problems` holds one sentence a fault, each with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea with its phrases: `phrases["fr"][0]` is how French names it first."""

    identifier: str
    parent: str | None
    phrases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concepts by identifier, their phrase table, and a version that changes with any of their words."""

    concepts: Mapping[str, Concept]
    version: str
    table: PhraseTable = field(repr=False, compare=False)

    @classmethod
    def empty(cls) -> Lexicon:
        """A lexicon without concepts: matching then rests on words alone."""
        return cls.from_rows(())

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Lexicon:
        """Builds a lexicon from (line number, cells by column); raises `LexiconError` with every fault."""
        return _Reader().read(rows)

    def label(self, key: str, language: str) -> str:
        """How `language` names a concept; takes its identifier or its term key. Raises KeyError if
        unknown.
        """
        return self.concepts[key.removeprefix(CONCEPT_PREFIX)].phrases[language][0]

    def parent_key(self, key: str) -> str | None:
        """The term key of the parent of a concept's term key, if it has one."""
        concept = self.concepts.get(key.removeprefix(CONCEPT_PREFIX))
        return CONCEPT_PREFIX + concept.parent if concept and concept.parent else None

    def ancestors(self, key: str) -> Iterator[str]:
        """The term keys of all that stands above a concept's term key, the nearest first."""
        parent = self.parent_key(key)
        while parent is not None:
            yield parent
            parent = self.parent_key(parent)


def load_lexicon(path: Path) -> Lexicon:
    """Reads a lexicon from a UTF-8 CSV file with the columns concept, parent, fr, ar, en."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise LexiconError([f"line 1: the columns must be {','.join(COLUMNS)}"])
        return Lexicon.from_rows(
            (reader.line_num, {name: row.get(name) or "" for name in COLUMNS} | _surplus(row)) for row in reader
        )


def _surplus(row: Mapping[str | None, object]) -> dict[str, str]:
    return {"": "surplus"} if None in row else {}


@cache
def product_lexicon() -> Lexicon:
    """The product's own lexicon, read once; an empty one where the file does not exist."""
    return load_lexicon(PRODUCT_LEXICON) if PRODUCT_LEXICON.exists() else Lexicon.empty()


class _Reader:
    """Gathers concepts and faults while reading; used once."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.concepts: dict[str, Concept] = {}
        self.lines: dict[str, int] = {}
        self.owners: dict[tuple[str, tuple[str, ...]], tuple[str, int]] = {}
        self.table = PhraseTable()
        self.digest = hashlib.sha256()

    def read(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Lexicon:
        for line, cells in rows:
            self._concept(line, cells)
        self._parents()
        if self.problems:
            raise LexiconError(self.problems)
        return Lexicon(self.concepts, self.digest.hexdigest()[:12], self.table)

    def _refuse(self, line: int, reason: str) -> None:
        self.problems.append(f"line {line}: {reason}")

    def _concept(self, line: int, cells: Mapping[str, str]) -> None:
        identifier = cells["concept"].strip()
        if "" in cells:
            self._refuse(line, "more cells than columns (a comma inside a cell needs quotes)")
        if not _IDENTIFIER.fullmatch(identifier):
            self._refuse(line, f"the concept {identifier!r} must be lower-case words joined by - or _")
            return
        if identifier in self.concepts:
            self._refuse(line, f"the concept {identifier} already stands on line {self.lines[identifier]}")
            return
        phrases = {language: self._cell(line, identifier, language, cells[language]) for language in LANGUAGES}
        self.concepts[identifier] = Concept(identifier, cells["parent"].strip() or None, phrases)
        self.lines[identifier] = line
        self.digest.update("\x1f".join([identifier, *(cells[name] for name in COLUMNS[1:])]).encode())

    def _cell(self, line: int, identifier: str, language: str, cell: str) -> tuple[str, ...]:
        phrases = tuple(" ".join(phrase.split()) for phrase in cell.split("|"))
        if not cell.strip():
            self._refuse(line, f"the {language} cell of {identifier} is empty")
            return ()
        for phrase in phrases:
            if phrase:
                self._phrase(line, identifier, language, phrase)
            else:
                self._refuse(line, f"the {language} cell of {identifier} has an empty phrase between its bars")
        return phrases

    def _phrase(self, line: int, identifier: str, language: str, phrase: str) -> None:
        read = read_phrase(phrase, language)
        if read is None:
            self._refuse(line, f"{phrase!r} ({language}) has only function words")
            return
        owner, first_line = self.owners.setdefault((language, read.form()), (identifier, line))
        if owner != identifier:
            self._refuse(line, f"{phrase!r} ({language}) is ambiguous: also {owner} on line {first_line}")
        else:
            self.table.add(read, language, identifier)

    def _parents(self) -> None:
        for concept in self.concepts.values():
            seen = {concept.identifier}
            parent = concept.parent
            while parent is not None:
                if parent not in self.concepts:
                    self._refuse(self.lines[concept.identifier], f"the parent {parent} is not a concept")
                    break
                if parent in seen:
                    self._refuse(self.lines[concept.identifier], f"{concept.identifier} is its own ancestor")
                    break
                seen.add(parent)
                parent = self.concepts[parent].parent
