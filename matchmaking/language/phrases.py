"""Finds the phrases of the lexicon among the words of a text; the longest phrase wins.

Inflection is tolerated by stems; words that share a stem but belong to different concepts are told apart by
their lighter form (plural and article removed). In English *supply of water* also reads as *water supply*. A
phrase never crosses the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.stemming import arabic_light, stem
from matchmaking.language.tokens import Token, tokenize
from matchmaking.language.words import DROPPED

_CLAUSE_END = re.compile(r"[.!?؟;؛:،,()\[\]\n«»\"“”]")
_OF = re.compile(r"\b(?:of|for)\b", re.IGNORECASE)
_WIDEST_GAP = 24  # characters that dropped words may take between two words of a phrase
_SHORTEST_FOREIGN = 4  # letters a single word needs to be read as one of the other language
_PLURALS = ("s", "x")


class Match(NamedTuple):
    """A concept named by the tokens `first` to `last` (both inside) of a list of content tokens."""

    concept: str
    first: int
    last: int


class _Entry(NamedTuple):
    light: tuple[str, ...]
    concept: str
    inverted: bool


class _Candidate(NamedTuple):
    """Sorted so that the longest comes first, then the text's own language, then the leftmost."""

    negative_length: int
    foreign: bool
    start: int
    concept: str


def light_form(word: str) -> str:
    """The folded word without plural ending or attached particle: closer to the surface than its stem."""
    folded = fold(word)
    if is_arabic(folded):
        return arabic_light(folded)
    return folded[:-1] if len(folded) > 3 and folded.endswith(_PLURALS) else folded


def content_tokens(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that are not function words of their own language."""
    return [token for token in tokens if fold(token.word) not in DROPPED[token.language]]


def phrase_tokens(phrase: str, language: str) -> list[str]:
    """The content words of a lexicon phrase of one language; empty if it has only function words."""
    tokens = [
        token._replace(language="ar" if is_arabic(token.word) else "en" if language == "en" else "fr")
        for token in tokenize(phrase)
    ]
    return [token.word for token in content_tokens(tokens)]


class PhraseTable:
    """The phrases of a lexicon, by their stems: French and Arabic in one table, English in another."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[tuple[str, ...], list[_Entry]]] = {"fr": {}, "en": {}}
        self._longest: dict[str, dict[str, int]] = {"fr": {}, "en": {}}

    def add(self, words: Sequence[str], language: str, concept: str) -> None:
        """Adds one phrase, given by its content words in `language` (fr, ar or en)."""
        table = "en" if language == "en" else "fr"
        light = tuple(light_form(word) for word in words)
        self._insert(table, words, _Entry(light, concept, False))
        if table == "en" and len(words) == 2:
            self._insert(table, words[::-1], _Entry(light[::-1], concept, True))

    def _insert(self, table: str, words: Sequence[str], entry: _Entry) -> None:
        key = tuple(stem(word, table) for word in words)
        self._entries[table].setdefault(key, []).append(entry)
        longest = self._longest[table]
        longest[key[0]] = max(longest.get(key[0], 0), len(key))

    def find(self, text: str, tokens: Sequence[Token]) -> list[Match]:
        """The concepts named in a text, given its content tokens; matches never overlap."""
        candidates: list[_Candidate] = []
        for table in ("fr", "en"):
            if self._longest[table]:
                candidates.extend(self._candidates(table, text, tokens))
        candidates.sort()
        taken = bytearray(len(tokens))
        matches = []
        for candidate in candidates:
            end = candidate.start - candidate.negative_length
            if not any(taken[candidate.start : end]):
                taken[candidate.start : end] = b"\1" * (end - candidate.start)
                matches.append(Match(candidate.concept, candidate.start, end - 1))
        matches.sort(key=lambda match: match.first)
        return matches

    def _candidates(self, table: str, text: str, tokens: Sequence[Token]) -> Iterable[_Candidate]:
        longest = self._longest[table]
        keys = [stem(token.word, table) for token in tokens]
        for start, key in enumerate(keys):
            for length in range(min(longest.get(key, 0), len(keys) - start), 0, -1):
                entries = self._entries[table].get(tuple(keys[start : start + length]))
                if entries is None:
                    continue
                run = tokens[start : start + length]
                concept = _choose(entries, text, run)
                foreign = (run[0].language == "en") != (table == "en")
                if concept and not (foreign and length == 1 and len(run[0].word) < _SHORTEST_FOREIGN):
                    yield _Candidate(-length, foreign, start, concept)


def _choose(entries: list[_Entry], text: str, run: Sequence[Token]) -> str | None:
    gaps = [text[left.end : right.start] for left, right in pairwise(run)]
    if any(len(gap) > _WIDEST_GAP or _CLAUSE_END.search(gap) for gap in gaps):
        return None
    inverted = len(gaps) == 1 and _OF.search(gaps[0]) is not None
    straight = [entry for entry in entries if not entry.inverted]
    possible = straight or ([entry for entry in entries if entry.inverted] if inverted else [])
    concepts = {entry.concept for entry in possible}
    if len(concepts) > 1:
        light = tuple(light_form(token.word) for token in run)
        concepts = {entry.concept for entry in possible if entry.light == light}
    return concepts.pop() if len(concepts) == 1 else None
