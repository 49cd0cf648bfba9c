"""The trilingual lexicon: concepts of business and digital life with their phrases in French, Arabic and
English.

A lexicon is read whole or not at all: every fault is told by its line number. It knows nothing of scores.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from matchmaking.language.phrases import PhraseTable
from matchmaking.language.resting import collector_at_rest
from matchmaking.language.vocabulary import Phrase, read_phrase

LANGUAGES = ("fr", "ar", "en")
COLUMNS = ("concept", "parent", *LANGUAGES)
SCOPE, GENERAL = "scope", "general"
"""A last column that a file may have: `general` marks a concept of how business is done (customer, team, to install)
rather than of a trade.
"""
PRODUCT_LEXICON = Path(__file__).with_name("lexicon.csv")
CONCEPT_PREFIX = "concept:"
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_REMEMBERED = 16_384  # rows


class FaultCode(StrEnum):
    """What may be wrong with a lexicon."""

    COLUMNS = "columns"
    SURPLUS_CELLS = "surplus_cells"
    BAD_IDENTIFIER = "bad_identifier"
    DUPLICATE = "duplicate"
    EMPTY_CELL = "empty_cell"
    EMPTY_PHRASE = "empty_phrase"
    REPEATED = "repeated"
    FUNCTION_WORDS = "function_words"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_PARENT = "unknown_parent"
    OWN_ANCESTOR = "own_ancestor"
    UNKNOWN_SCOPE = "unknown_scope"


_SENTENCES = {
    FaultCode.COLUMNS: "the columns must be {phrase}",
    FaultCode.SURPLUS_CELLS: "more cells than columns (a comma inside a cell needs quotes)",
    FaultCode.BAD_IDENTIFIER: "the concept {concept!r} must be lower-case words joined by - or _",
    FaultCode.DUPLICATE: "the concept {concept} already stands on line {other_line}",
    FaultCode.EMPTY_CELL: "the {language} cell of {concept} is empty",
    FaultCode.EMPTY_PHRASE: "the {language} cell of {concept} has an empty phrase between its bars",
    FaultCode.REPEATED: "{phrase!r} ({language}) stands twice in {concept}",
    FaultCode.FUNCTION_WORDS: "{phrase!r} ({language}) has only function words",
    FaultCode.AMBIGUOUS: "{phrase!r} ({language}) is ambiguous: also {other} on line {other_line}",
    FaultCode.UNKNOWN_PARENT: "the parent {other} is not a concept",
    FaultCode.OWN_ANCESTOR: "{concept} is its own ancestor",
    FaultCode.UNKNOWN_SCOPE: "the scope of {concept} must be empty or general",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault as a code with its values: a file's reader is told lines, a page's reader the other concept."""

    code: FaultCode
    line: int
    concept: str = ""
    language: str = ""
    phrase: str = ""
    other: str = ""
    other_line: int = 0

    def __str__(self) -> str:
        values = {name: getattr(self, name) for name in ("concept", "language", "phrase", "other", "other_line")}
        return f"line {self.line}: {_SENTENCES[self.code].format(**values)}"


class LexiconError(ValueError):
    """A lexicon that cannot be used: every fault, and as `problems` one sentence each with its line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        self.problems = [str(fault) for fault in self.faults]
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea with its phrases: `phrases["fr"][0]` is how French names it first."""

    identifier: str
    parent: str | None
    phrases: Mapping[str, tuple[str, ...]]
    is_general: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concepts by identifier, their phrase table, and a version that changes with any of their words."""

    concepts: Mapping[str, Concept]
    version: str
    table: PhraseTable = field(repr=False, compare=False)

    def __hash__(self) -> int:
        """By its version, so that what was read with a lexicon can be remembered."""
        return hash(self.version)

    @classmethod
    def empty(cls) -> Lexicon:
        """A lexicon without concepts: matching then rests on words alone."""
        return cls.from_rows(())

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Lexicon:
        """Builds a lexicon from (line number, cells by column); raises `LexiconError` with every fault."""
        with collector_at_rest():
            return _Reader().read(rows)

    def label(self, key: str, language: str) -> str:
        """How `language` names a concept; takes its identifier or its term key. Raises KeyError if
        unknown.
        """
        return self.concepts[key.removeprefix(CONCEPT_PREFIX)].phrases[language][0]

    def parent_key(self, key: str) -> str | None:
        """The term key of the parent of a concept's term key, if it has one; None for the key of a word."""
        concept = self._concept(key)
        return CONCEPT_PREFIX + concept.parent if concept and concept.parent else None

    def is_general(self, key: str) -> bool:
        """Whether a term key is that of a concept of no trade."""
        concept = self._concept(key)
        return concept is not None and concept.is_general

    def _concept(self, key: str) -> Concept | None:
        """What a term key stands for; a word that is spelled like an identifier is still a word."""
        return self.concepts.get(key.removeprefix(CONCEPT_PREFIX)) if key.startswith(CONCEPT_PREFIX) else None

    def ancestors(self, key: str) -> Iterator[str]:
        """The term keys of all that stands above a concept's term key, the nearest first."""
        parent = self.parent_key(key)
        while parent is not None:
            yield parent
            parent = self.parent_key(parent)


def load_lexicon(path: Path) -> Lexicon:
    """Reads a lexicon from a UTF-8 CSV file with the columns concept, parent, fr, ar, en, and scope if it has one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        names = tuple(reader.fieldnames or ())
        if names not in (COLUMNS, (*COLUMNS, SCOPE)):
            raise LexiconError([Fault(code=FaultCode.COLUMNS, line=1, phrase=",".join(COLUMNS))])
        return Lexicon.from_rows(
            (reader.line_num, {name: row.get(name) or "" for name in names} | _surplus(row)) for row in reader
        )


def _surplus(row: Mapping[str | None, object]) -> dict[str, str]:
    return {"": "surplus"} if None in row else {}


@cache
def product_lexicon() -> Lexicon:
    """The product's own lexicon, read once; an empty one where the file does not exist."""
    return load_lexicon(PRODUCT_LEXICON) if PRODUCT_LEXICON.exists() else Lexicon.empty()


class _Spoken(NamedTuple):
    """A phrase of a row as it was typed and as it was read, and what makes it the same as another."""

    language: str
    phrase: str
    form: tuple[str, ...]
    read: Phrase


class _Row(NamedTuple):
    """What one row says by itself, before anything is known of the others."""

    phrases: Mapping[str, tuple[str, ...]]
    spoken: tuple[_Spoken, ...]
    faults: tuple[tuple[FaultCode, str, str], ...]  # code, language, phrase


@lru_cache(maxsize=_REMEMBERED)
def _read_row(identifier: str, *cells: str) -> _Row:
    """Reads the cells of a concept, in the order of LANGUAGES. Remembered, because nearly all the time of building a
    lexicon goes here, and one with a few changed rows is built again whenever somebody changes a word."""
    phrases: dict[str, tuple[str, ...]] = {}
    spoken: list[_Spoken] = []
    faults: list[tuple[FaultCode, str, str]] = []
    for language, cell in zip(LANGUAGES, cells, strict=True):
        if not cell.strip():
            faults.append((FaultCode.EMPTY_CELL, language, ""))
            phrases[language] = ()
            continue
        phrases[language] = tuple(" ".join(phrase.split()) for phrase in cell.split("|"))
        counted = Counter(phrase for phrase in phrases[language] if phrase)
        faults += [(FaultCode.REPEATED, language, phrase) for phrase, count in counted.items() if count > 1]
        for phrase in phrases[language]:
            read = read_phrase(phrase, language) if phrase else None
            if read is None:
                code = FaultCode.FUNCTION_WORDS if phrase else FaultCode.EMPTY_PHRASE
                faults.append((code, language, phrase))
            else:
                spoken.append(_Spoken(language, phrase, read.form(), read))
    return _Row(phrases, tuple(spoken), tuple(faults))


class _Reader:
    """Gathers concepts and faults while reading; used once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.concepts: dict[str, Concept] = {}
        self.lines: dict[str, int] = {}
        self.owners: dict[tuple[str, tuple[str, ...]], tuple[str, int]] = {}
        self.table = PhraseTable()
        self.digest = hashlib.sha256()

    def read(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Lexicon:
        for line, cells in rows:
            self._concept(line, cells)
        self.faults += self._wrong_parents()
        if self.faults:
            raise LexiconError(self.faults)
        return Lexicon(self.concepts, self.digest.hexdigest()[:12], self.table)

    def _concept(self, line: int, cells: Mapping[str, str]) -> None:
        identifier = cells["concept"].strip()
        if "" in cells:
            self.faults.append(Fault(code=FaultCode.SURPLUS_CELLS, line=line, concept=identifier))
        if not _IDENTIFIER.fullmatch(identifier):
            self.faults.append(Fault(code=FaultCode.BAD_IDENTIFIER, line=line, concept=identifier))
            return
        if identifier in self.concepts:
            first = self.lines[identifier]
            self.faults.append(Fault(code=FaultCode.DUPLICATE, line=line, concept=identifier, other_line=first))
            return
        row = _read_row(identifier, *(cells[language] for language in LANGUAGES))
        self.faults += [
            Fault(code=code, line=line, concept=identifier, language=language, phrase=phrase)
            for code, language, phrase in row.faults
        ]
        for spoken in row.spoken:
            self._phrase(line, identifier, spoken)
        scope = cells.get(SCOPE, "")
        if scope not in ("", GENERAL):
            self.faults.append(Fault(code=FaultCode.UNKNOWN_SCOPE, line=line, concept=identifier))
        parent = cells["parent"].strip() or None
        self.concepts[identifier] = Concept(identifier, parent, row.phrases, scope == GENERAL)
        self.lines[identifier] = line
        self.digest.update("\x1f".join([identifier, *(cells[name] for name in COLUMNS[1:]), scope]).encode())

    def _phrase(self, line: int, identifier: str, spoken: _Spoken) -> None:
        language, phrase, form, read = spoken
        owner, first_line = self.owners.setdefault((language, form), (identifier, line))
        if owner == identifier:
            self.table.add(read, language, sys.intern(CONCEPT_PREFIX + identifier))
            return
        about = {"concept": identifier, "language": language, "phrase": phrase, "other": owner}
        self.faults.append(Fault(code=FaultCode.AMBIGUOUS, line=line, other_line=first_line, **about))

    def _wrong_parents(self) -> Iterator[Fault]:
        for identifier, concept in self.concepts.items():
            seen, parent, line = {identifier}, concept.parent, self.lines[identifier]
            while parent is not None:
                if parent not in self.concepts:
                    yield Fault(code=FaultCode.UNKNOWN_PARENT, line=line, concept=identifier, other=parent)
                    break
                if parent in seen:
                    yield Fault(code=FaultCode.OWN_ANCESTOR, line=line, concept=identifier, other=parent)
                    break
                seen.add(parent)
                parent = self.concepts[parent].parent
