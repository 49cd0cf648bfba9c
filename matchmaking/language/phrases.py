"""Finds the phrases of the lexicon among the words of a text; the longest phrase wins.

A single word is compared in its dictionary form, the words of a longer phrase by their stems; where several concepts
then fit, the lighter form (plural and article removed) tells them apart. Function words that link a phrase may
differ; those at its edge must stand there (*après-vente* is not *vente*). In English *supply of
water* also reads as *water supply*. A phrase never crosses the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.inflection import inflected
from matchmaking.language.stemming import arabic_light, stem
from matchmaking.language.tokens import Words, tokenize
from matchmaking.language.words import LINKS, is_function_word

_CLAUSE_END = re.compile(r"[.!?؟;؛:،,()\[\]\n«»\"“”]")
_OF = re.compile(r"\b(?:of|for)\b", re.IGNORECASE)
_WIDEST_GAP = 24  # characters that function words may take between two words of a phrase
_SHORTEST_FOREIGN = 4  # letters a single word needs to be read as one of the other language
_PLURALS = ("s", "x")
_PLAIN_GAPS = frozenset((" ", "-", "'", "’"))
_LONGEST = 8  # content words of any phrase
_REMEMBERED = 200_000  # words
TABLES = ("fr", "en")
"""French and Arabic phrases stand in the first table, English ones in the second."""


class Match(NamedTuple):
    """A concept named by the words `first` to `last` (both inside) of a text."""

    concept: str
    first: int
    last: int


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


def read_phrase(phrase: str, language: str) -> Phrase | None:
    """The words of a lexicon phrase of one language; None if it is nothing but several function words.

    A single function word is an acronym (*AI*, *AVEC*): a text means it only where it writes it in capitals.
    """
    words = [(word, is_function_word(word, "ar" if is_arabic(word) else language)) for word in tokenize(phrase).words]
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


class Known(NamedTuple):
    """What is known of one word of a text; of each pair the first is French or Arabic, the second English."""

    content: bool
    begins: bool
    simple: str | None
    stems: tuple[str, str]
    singles: tuple[list[_Entry], list[_Entry]]
    followers: tuple[_Followers | None, _Followers | None]


class _Followers:
    """How the phrases that begin with one stem go on: their second stems, and the most words any has."""

    def __init__(self) -> None:
        self.seconds: set[str] = set()
        self.longest = 0


class PhraseTable:
    """The phrases of a lexicon, by their stems: French and Arabic in one table, English in another."""

    def __init__(self) -> None:
        self._entries: tuple[dict[tuple[str, ...], list[_Entry]], ...] = ({}, {})
        self._followers: tuple[dict[str, _Followers], ...] = ({}, {})
        self._known: dict[str, _KnownWords] = {}

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
            followers = self._followers[table].setdefault(key[0], _Followers())
            followers.seconds.add(key[1])
            followers.longest = max(followers.longest, len(key))
        self._known.clear()

    def known(self, words: Words) -> list[Known]:
        """What is known of each word; in a text all in capitals, AI and IT mean nothing."""
        for language in ("fr", "en", "ar"):
            if language not in self._known:
                self._known[language] = _KnownWords(language, self._entries, self._followers)
        lookup = self._known
        spelled = [word.lower() for word in words.words] if words.text.isupper() else words.words
        return [lookup[language][word] for word, language in zip(spelled, words.languages, strict=True)]

    def find(self, words: Words, known: Sequence[Known]) -> list[Match]:
        """The concepts named in a text; matches never overlap."""
        candidates = self._candidates(words, known)
        candidates.sort()
        taken = bytearray(len(known))
        matches = []
        for _, _, first, last, concept in candidates:
            if not any(taken[first : last + 1]):
                taken[first : last + 1] = b"\1" * (last + 1 - first)
                matches.append(Match(concept, first, last))
        return matches

    def _candidates(self, words: Words, known: Sequence[Known]) -> list[_Candidate]:
        candidates = []
        content = [position for position, word in enumerate(known) if word.content]
        for start, position in enumerate(content):
            word = known[position]
            if not word.begins:
                continue
            if word.simple:
                candidates.append(_Candidate(-1, False, position, position, word.simple))
            following = content[start + 1 : start + _LONGEST]
            for table in (0, 1):
                if word.singles[table] and not word.simple:
                    candidates += _candidate(word.singles[table], table, _Run(words, [position]))
                followers = word.followers[table]
                if followers and following and known[following[0]].stems[table] in followers.seconds:
                    candidates += self._longer(words, known, table, [position, *following[: followers.longest - 1]])
        return candidates

    def _longer(self, words: Words, known: Sequence[Known], table: int, content: Sequence[int]) -> Iterator[_Candidate]:
        """The phrases of several words that the first content words of a stretch make."""
        stems = [known[position].stems[table] for position in content]
        for length in range(2, len(stems) + 1):
            found = self._entries[table].get(tuple(stems[:length]))
            if found:
                yield from _candidate(found, table, _Run(words, content[:length]))


class _KnownWords(dict[str, Known]):
    """The words of one language that texts have used, with what the lexicon says of each."""

    def __init__(
        self,
        language: str,
        entries: Sequence[dict[tuple[str, ...], list[_Entry]]],
        followers: Sequence[dict[str, _Followers]],
    ) -> None:
        super().__init__()
        self._language = language
        self._entries = entries
        self._followers = followers

    def __missing__(self, word: str) -> Known:
        if len(self) > _REMEMBERED:
            self.clear()
        stems = (stem(word, TABLES[0]), stem(word, TABLES[1]))
        singles = tuple(self._entries[table].get(_key([word], TABLES[table]), []) for table in (0, 1))
        followers = tuple(self._followers[table].get(stems[table]) for table in (0, 1))
        content = not is_function_word(word, self._language)
        own = singles[self._language == "en"]
        simple = own[0].concept if len(own) == 1 and not own[0].phrase.before and not own[0].phrase.after else None
        found = Known(
            content,
            content and bool(any(singles) or any(followers)),
            simple,
            stems,
            (singles[0], singles[1]),
            (followers[0], followers[1]),
        )
        self[word] = found
        return found


def _candidate(entries: Sequence[_Entry], table: int, run: _Run) -> list[_Candidate]:
    entry = run.choose(entries)
    if entry is None:
        return []
    before, after = entry.phrase.before, entry.phrase.after
    foreign = run.is_foreign(table)
    if foreign and run.is_short() and not before:
        return []
    length = len(run) + len(before) + len(after)
    return [_Candidate(-length, foreign, run.first - len(before), run.last + len(after), entry.concept)]


class _Run:
    """Some content words of a text that follow each other, with the words around them."""

    def __init__(self, words: Words, positions: Sequence[int]) -> None:
        self._words = words
        self._positions = positions
        self.first, self.last = positions[0], positions[-1]

    def __len__(self) -> int:
        return len(self._positions)

    def is_foreign(self, table: int) -> bool:
        return (self._words.languages[self.first] == "en") != (TABLES[table] == "en")

    def is_short(self) -> bool:
        return len(self) == 1 and len(self._words.words[self.first]) < _SHORTEST_FOREIGN

    def choose(self, entries: Sequence[_Entry]) -> _Entry | None:
        """The entry that the run spells, None if it spells none or several alike."""
        text, spans = self._words.text, self._words.spans
        gaps = [text[spans[left][1] : spans[right][0]] for left, right in pairwise(self._positions)]
        if any(gap not in _PLAIN_GAPS and (len(gap) > _WIDEST_GAP or _CLAUSE_END.search(gap)) for gap in gaps):
            return None
        inverted = len(gaps) == 1 and _OF.search(gaps[0]) is not None
        possible = [entry for entry in entries if (inverted or not entry.inverted) and self._stands(entry.phrase)]
        if len(possible) > 1 and len({entry.concept for entry in possible}) > 1:
            possible = self._nearest(possible)
        return possible[0] if len({entry.concept for entry in possible}) == 1 else None

    def _nearest(self, entries: list[_Entry]) -> list[_Entry]:
        """Those with most words at their edges; among them straight ones, then those of the same lighter form."""
        edges = max(len(entry.phrase.before) + len(entry.phrase.after) for entry in entries)
        most = [entry for entry in entries if len(entry.phrase.before) + len(entry.phrase.after) == edges]
        straight = [entry for entry in most if not entry.inverted] or most
        if len({entry.concept for entry in straight}) == 1:
            return straight
        light = tuple(light_form(self._words.words[position]) for position in self._positions)
        return [entry for entry in straight if entry.light == light]

    def _stands(self, phrase: Phrase) -> bool:
        """Whether the function words around and between the words of the run agree with the phrase."""
        if phrase.before and self._folded(max(self.first - len(phrase.before), 0), self.first) != phrase.before:
            return False
        if phrase.after and self._folded(self.last + 1, self.last + 1 + len(phrase.after)) != phrase.after:
            return False
        if self.last - self.first == len(self._positions) - 1:
            return True
        between = (self._folded(left + 1, right) for left, right in pairwise(self._positions))
        return all(word in LINKS or word in phrase.inside for words in between for word in words)

    def _folded(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(fold(word) for word in self._words.words[first:last])
