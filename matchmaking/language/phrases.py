"""Finds the phrases of the lexicon among the words of a text; the longest phrase wins.

A single word is compared in its dictionary form, the words of a longer phrase by their stems; where several concepts
then fit, the lighter form (plural and article removed) tells them apart. Function words that link a phrase may
differ; those at its edge must stand there (*après-vente* is not *vente*). In English *supply of
water* also reads as *water supply*. A phrase never crosses the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.inflection import inflected
from matchmaking.language.stemming import arabic_light, stem
from matchmaking.language.tokens import Token, tokenize
from matchmaking.language.words import LINKS, is_function_word

_CLAUSE_END = re.compile(r"[.!?؟;؛:،,()\[\]\n«»\"“”]")
_OF = re.compile(r"\b(?:of|for)\b", re.IGNORECASE)
_WIDEST_GAP = 24  # characters that function words may take between two words of a phrase
_SHORTEST_FOREIGN = 4  # letters a single word needs to be read as one of the other language
_PLURALS = ("s", "x")
_REMEMBERED = 200_000  # words
TABLES = ("fr", "en")
"""French and Arabic phrases stand in the first table, English ones in the second."""


class Match(NamedTuple):
    """A concept named by `text[start:end]`."""

    concept: str
    start: int
    end: int
    language: str


class Phrase(NamedTuple):
    """The words of a lexicon phrase: content words, function words at its two edges and inside."""

    before: tuple[str, ...]
    words: tuple[str, ...]
    after: tuple[str, ...]
    inside: frozenset[str] = frozenset()

    def form(self) -> tuple[str, ...]:
        """What makes two phrases the same phrase."""
        return (*self.before, "|", *(light_form(word) for word in self.words), "|", *self.after)


class _Entry(NamedTuple):
    phrase: Phrase
    light: tuple[str, ...]
    concept: str
    inverted: bool


class _Candidate(NamedTuple):
    """Sorted so that the longest comes first, then the text's own language, then the leftmost."""

    negative_length: int
    foreign: bool
    first: int
    last: int
    concept: str


def light_form(word: str) -> str:
    """The folded word without plural ending or attached particle: closer to the surface than its stem."""
    folded = fold(word)
    if is_arabic(folded):
        return arabic_light(folded)
    return folded[:-1] if len(folded) > 3 and folded.endswith(_PLURALS) else folded


def content_tokens(text: str, tokens: Iterable[Token]) -> list[Token]:
    """The tokens that are not function words of their own language."""
    if text.isupper():
        return [token for token in tokens if not is_function_word(token.word.lower(), token.language)]
    return [token for token in tokens if not is_function_word(token.word, token.language)]


def read_phrase(phrase: str, language: str) -> Phrase | None:
    """The words of a lexicon phrase of one language; None if it is nothing but several function words.

    A single function word is an acronym (*AI*, *AVEC*): a text means it only where it writes it in capitals.
    """
    words = [
        (token.word, is_function_word(token.word, "ar" if is_arabic(token.word) else language))
        for token in tokenize(phrase)
    ]
    content = [position for position, (_, empty) in enumerate(words) if not empty]
    if not content:
        return Phrase((), (words[0][0],), ()) if len(words) == 1 else None
    folded = [fold(word) for word, _ in words]
    first, last = content[0], content[-1]
    return Phrase(
        tuple(folded[:first]),
        tuple(words[position][0] for position in content),
        tuple(folded[last + 1 :]),
        frozenset(folded[first:last]),
    )


def _key(words: Sequence[str], table: str) -> tuple[str, ...]:
    """What a phrase is looked up by: its stems, or the dictionary form of its only word."""
    return (inflected(words[0], table),) if len(words) == 1 else tuple(stem(word, table) for word in words)


class _Word(NamedTuple):
    """What the table knows of one word of a text; of each pair the first is French or Arabic, the second English."""

    content: bool
    stems: tuple[str, str]
    singles: tuple[list[_Entry], list[_Entry]]
    longest: tuple[int, int]

    def begins(self) -> bool:
        return bool(self.content and (self.singles[0] or self.singles[1] or self.longest[0] or self.longest[1]))


class PhraseTable:
    """The phrases of a lexicon, by their stems: French and Arabic in one table, English in another."""

    def __init__(self) -> None:
        self._entries: tuple[dict[tuple[str, ...], list[_Entry]], ...] = ({}, {})
        self._longest: tuple[dict[str, int], ...] = ({}, {})
        self._words: dict[tuple[str, str], tuple[_Word, bool]] = {}

    def add(self, phrase: Phrase, language: str, concept: str) -> None:
        """Adds one phrase of `language` (fr, ar or en)."""
        table = TABLES.index("en" if language == "en" else "fr")
        light = tuple(light_form(word) for word in phrase.words)
        self._insert(table, phrase.words, _Entry(phrase, light, concept, False))
        if TABLES[table] == "en" and len(phrase.words) == 2:
            self._insert(table, phrase.words[::-1], _Entry(phrase, light[::-1], concept, True))

    def _insert(self, table: int, words: Sequence[str], entry: _Entry) -> None:
        key = _key(words, TABLES[table])
        self._entries[table].setdefault(key, []).append(entry)
        if len(words) > 1:
            longest = self._longest[table]
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
        self._words.clear()

    def find(self, text: str, tokens: Sequence[Token]) -> list[Match]:
        """The concepts named in a text, given all its tokens; matches never overlap."""
        if not self._entries[0] and not self._entries[1]:
            return []
        candidates = sorted(self._candidates(text, tokens))
        taken = bytearray(len(tokens))
        matches = []
        for candidate in candidates:
            first, last = candidate.first, candidate.last
            if not any(taken[first : last + 1]):
                taken[first : last + 1] = b"\1" * (last + 1 - first)
                start, end = tokens[first].start, tokens[last].end
                matches.append(Match(candidate.concept, start, end, tokens[first].language))
        matches.sort(key=lambda match: match.start)
        return matches

    def _word(self, word: str, language: str) -> tuple[_Word, bool]:
        """What is known of a word, and whether any phrase begins with it."""
        known = self._words.get((word, language))
        if known is None:
            if len(self._words) > _REMEMBERED:
                self._words.clear()
            stems = (stem(word, TABLES[0]), stem(word, TABLES[1]))
            found = _Word(
                not is_function_word(word, language),
                stems,
                (self._entries[0].get(_key([word], "fr"), []), self._entries[1].get(_key([word], "en"), [])),
                (self._longest[0].get(stems[0], 0), self._longest[1].get(stems[1], 0)),
            )
            known = self._words[word, language] = (found, found.begins())
        return known

    def _candidates(self, text: str, tokens: Sequence[Token]) -> Iterator[_Candidate]:
        shouting = text.isupper()  # in a text all in capitals, AI and IT mean nothing
        known = [self._word(token.word.lower() if shouting else token.word, token.language) for token in tokens]
        content = [position for position, (word, _) in enumerate(known) if word.content]
        for start, position in enumerate(content):
            word, begins = known[position]
            if not begins:
                continue
            for table in (0, 1):
                if word.singles[table]:
                    yield from _candidate(word.singles[table], table, _Run(text, tokens, content[start : start + 1]))
                for length in range(2, min(word.longest[table], len(content) - start) + 1):
                    run = content[start : start + length]
                    found = self._entries[table].get(tuple([known[place][0].stems[table] for place in run]))
                    if found:
                        yield from _candidate(found, table, _Run(text, tokens, run))


def _candidate(entries: Sequence[_Entry], table: int, run: _Run) -> Iterator[_Candidate]:
    entry = run.choose(entries)
    if entry is None:
        return
    before, after = entry.phrase.before, entry.phrase.after
    foreign = run.is_foreign(table)
    if foreign and run.is_short() and not before:
        return
    yield _Candidate(
        -len(run) - len(before) - len(after), foreign, run.first - len(before), run.last + len(after), entry.concept
    )


class _Run:
    """Some content words of a text that follow each other, with the tokens around them."""

    def __init__(self, text: str, tokens: Sequence[Token], positions: Sequence[int]) -> None:
        self._text = text
        self._tokens = tokens
        self._positions = positions
        self.first, self.last = positions[0], positions[-1]

    def __len__(self) -> int:
        return len(self._positions)

    def is_foreign(self, table: int) -> bool:
        return (self._tokens[self.first].language == "en") != (TABLES[table] == "en")

    def is_short(self) -> bool:
        return len(self) == 1 and len(self._tokens[self.first].word) < _SHORTEST_FOREIGN

    def choose(self, entries: Sequence[_Entry]) -> _Entry | None:
        """The entry that the run spells, None if it spells none or several alike."""
        if len(entries) == 1 and len(self) == 1 and not entries[0].phrase.before and not entries[0].phrase.after:
            return entries[0]
        gaps = [
            self._text[self._tokens[left].end : self._tokens[right].start] for left, right in pairwise(self._positions)
        ]
        if any(len(gap) > _WIDEST_GAP or _CLAUSE_END.search(gap) for gap in gaps):
            return None
        inverted = len(gaps) == 1 and _OF.search(gaps[0]) is not None
        possible = [entry for entry in entries if self._stands(entry.phrase) and (inverted or not entry.inverted)]
        if len({entry.concept for entry in possible}) > 1:
            possible = self._nearest(possible)
        return possible[0] if len({entry.concept for entry in possible}) == 1 else None

    def _nearest(self, entries: list[_Entry]) -> list[_Entry]:
        """Those with most words at their edges; among them straight ones, then those of the same lighter
        form.
        """
        edges = max(len(entry.phrase.before) + len(entry.phrase.after) for entry in entries)
        most = [entry for entry in entries if len(entry.phrase.before) + len(entry.phrase.after) == edges]
        straight = [entry for entry in most if not entry.inverted] or most
        if len({entry.concept for entry in straight}) == 1:
            return straight
        light = tuple(light_form(self._tokens[position].word) for position in self._positions)
        return [entry for entry in straight if entry.light == light]

    def _stands(self, phrase: Phrase) -> bool:
        """Whether the function words around and between the words of the run agree with the phrase."""
        before = self._tokens[max(self.first - len(phrase.before), 0) : self.first]
        after = self._tokens[self.last + 1 : self.last + 1 + len(phrase.after)]
        inside = {
            fold(token.word)
            for left, right in pairwise(self._positions)
            if right > left + 1
            for token in self._tokens[left + 1 : right]
        }
        return (
            tuple(fold(token.word) for token in before) == phrase.before
            and tuple(fold(token.word) for token in after) == phrase.after
            and inside <= LINKS.union(phrase.inside)
        )
