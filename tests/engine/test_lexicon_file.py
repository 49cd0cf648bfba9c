"""The lexicon file keeps its own rules, read here as plain rows and not through the product's loader."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import matchmaking.language

LEXICON = Path(matchmaking.language.__file__).with_name("lexicon.csv")
SENTENCES = sorted(Path(__file__).parent.glob("field_sentences*.csv"))
LANGUAGES = ("fr", "ar", "en")
ARABIC = re.compile("[\u0600-\u06ff]")

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def normalised(phrase: str) -> str:
    """Lower case, accents folded, single spaces: what a careless writer would type."""
    letters = unicodedata.normalize("NFKD", phrase.lower().replace("’", "'"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read(LEXICON)


@pytest.fixture(scope="module")
def sentences() -> list[Row]:
    return [row for path in SENTENCES for row in read(path)]


def test_the_columns_are_the_agreed_ones(rows: list[Row]) -> None:
    assert list(rows[0]) == ["concept", "parent", *LANGUAGES, "scope"]
    assert not [row for row in rows if None in row or None in row.values()]


def test_it_is_broad_enough(rows: list[Row]) -> None:
    assert len(rows) >= 1500


def test_every_concept_stands_once(rows: list[Row]) -> None:
    counts = Counter(row["concept"] for row in rows)
    assert [concept for concept, count in counts.items() if count > 1] == []
    assert [concept for concept in counts if not re.fullmatch(r"[a-z][a-z0-9_]*", concept)] == []


def test_every_parent_is_a_concept(rows: list[Row]) -> None:
    concepts = {row["concept"] for row in rows} | {""}
    assert [(row["concept"], row["parent"]) for row in rows if row["parent"] not in concepts] == []


def test_no_concept_is_its_own_ancestor(rows: list[Row]) -> None:
    parents = {row["concept"]: row["parent"] for row in rows}
    for concept in parents:
        line, parent = {concept}, parents[concept]
        while parent:
            assert parent not in line, f"{concept} comes back to {parent}"
            line.add(parent)
            parent = parents[parent]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_speaks_every_language(rows: list[Row], language: str) -> None:
    silent = [row["concept"] for row in rows if not all(map(str.strip, row[language].split("|")))]
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_belongs_to_one_concept(rows: list[Row], language: str) -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for phrase in row[language].split("|"):
            owners[normalised(phrase)].append(row["concept"])
    shared = {phrase: names for phrase, names in owners.items() if len(set(names)) > 1}
    assert shared == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_typed_in_lower_case_without_stray_spaces(rows: list[Row], language: str) -> None:
    phrases = [phrase for row in rows for phrase in row[language].split("|")]
    assert [phrase for phrase in phrases if phrase != " ".join(phrase.lower().split())] == []


def test_arabic_cells_are_arabic_or_hold_a_name_typed_in_latin_letters(rows: list[Row]) -> None:
    for row in rows:
        latin = {phrase for phrase in row["ar"].split("|") if not ARABIC.search(phrase)}
        assert latin <= set((row["fr"] + "|" + row["en"]).split("|")), row["concept"]
        assert ARABIC.search(row["ar"]), f"{row['concept']} has no Arabic form"


def test_french_and_english_cells_hold_no_arabic(rows: list[Row]) -> None:
    assert [row["concept"] for row in rows if ARABIC.search(row["fr"] + row["en"])] == []


def test_the_field_sentences_cross_languages(sentences: list[Row]) -> None:
    assert len(sentences) >= 60
    assert [row["sector"] for row in sentences if row["need_language"] == row["offer_language"]] == []
    assert {language for row in sentences for language in (row["need_language"], row["offer_language"])} == set(
        LANGUAGES
    )
    assert [row["sector"] for row in sentences if not all(row.values())] == []
