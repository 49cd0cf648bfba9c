"""Finds the phrases of the lexicon among the words of a text; the longest phrase wins.

A single word is compared in its dictionary form, the words of a longer phrase by their stems; where several concepts
then fit, the lighter form (plural and article removed) tells them apart. Function words that link a phrase may
differ; those at its edge must stand there (*après-vente* is not *vente*). In English *supply of
water* also reads as *water supply*. A word typed in two is read as one (*agro alimentaire*). A phrase never crosses the
end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

from matchmaking.language.folding import fold
from matchmaking.language.tokens import Words
from matchmaking.language.vocabulary import (
    HYPHENS,
    SHORTEST_FOREIGN,
    TABLES,
    Edged,
    Entry,
    Known,
    KnownWords,
    Phrase,
    Vocabulary,
    light_form,
)
from matchmaking.language.words import LINKS

_CLAUSE_END = re.compile(r"[.!?؟;؛:،,()\[\]\n«»\"“”]")
_OF = re.compile(r"\b(?:of|for)\b", re.IGNORECASE)
_WIDEST_GAP = 24  # characters that function words may take between two words of a phrase
_PLAIN_GAPS = frozenset((" ", "-", "'", "’"))
_JOINING_GAPS = frozenset((" ", *HYPHENS))


class Match(NamedTuple):
    """A term made by the words `first` to `last` (both inside) of a text."""

    key: str
    first: int
    last: int


class _Candidate(NamedTuple):
    """Sorted so that the longest comes first, then the text's own language, then the leftmost."""

    negative_length: int
    foreign: bool
    first: int
    last: int
    concept: str


class PhraseTable:
    """The phrases of a lexicon, by their stems: French and Arabic in one table, English in another."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._known: dict[str, KnownWords] = {}

    def add(self, phrase: Phrase, language: str, concept: str) -> None:
        """Adds one phrase of `language` (fr, ar or en)."""
        self._vocabulary.add(phrase, _table(language), concept)
        self._known.clear()

    def known(self, words: Words) -> list[Known]:
        """What is known of each word; in a text all in capitals, AI and IT mean nothing."""
        for language in ("fr", "en", "ar"):
            if language not in self._known:
                self._known[language] = KnownWords(language, self._vocabulary)
        lookup = self._known
        shouts = words.text.isupper() and "ar" not in words.languages  # beside Arabic, capitals are an acronym's own
        spelled = [word.lower() for word in words.words] if shouts else words.words
        first = words.languages[:1]
        if words.languages == first * len(spelled):
            return list(map(lookup[first[0]].__getitem__, spelled)) if first else []
        return [lookup[language][word] for word, language in zip(spelled, words.languages, strict=True)]

    def find(self, words: Words, known: Sequence[Known]) -> list[Match]:
        """The concepts named in a text; matches never overlap."""
        content = [position for position, word in enumerate(known) if word.content]
        edged = [(at, one) for at in content if (one := known[at].edged) and _has_edge(known, at, one)]
        candidates = self._of_several_words(words, known, content)
        for position, one in edged:
            for table, entries in enumerate(one.entries):
                candidates += _candidate(entries, table, _Run(words, [position]))
        candidates.sort()
        taken = bytearray(len(known))
        matches = []
        for _, _, first, last, concept in candidates:
            if not any(taken[first : last + 1]):
                taken[first : last + 1] = b"\1" * (last + 1 - first)
                matches.append(Match(concept, first, last))
        for position, _ in edged:
            taken[position] = 1
        # A word that names something by itself comes after all others, for nothing is shorter.
        matches += [Match(alone, at, at) for at in content if (alone := known[at].alone) and not taken[at]]
        return matches

    def _of_several_words(self, words: Words, known: Sequence[Known], content: list[int]) -> list[_Candidate]:
        candidates: list[_Candidate] = []
        for start, (position, following) in enumerate(pairwise(content)):
            word = known[position]
            if word.seconds and not word.seconds.isdisjoint(known[following].stems):
                candidates += self._longer(words, known, content, start)
            if word.heads and following == position + 1:
                candidates += self._typed_in_two(words, position)
        return candidates

    def _longer(self, words: Words, known: Sequence[Known], content: list[int], start: int) -> Iterator[_Candidate]:
        """The phrases that a content word begins with those that follow it."""
        first, second = known[content[start]], known[content[start + 1]]
        for table, followers in first.followers:
            longest = followers.get(second.stems[table], 0)
            stems = [known[position].stems[table] for position in content[start : start + longest]]
            for length in range(2, len(stems) + 1):
                found = self._vocabulary.entries[table].get(tuple(stems[:length]))
                if found:
                    yield from _candidate(found, table, _Run(words, content[start : start + length]))

    def _typed_in_two(self, words: Words, first: int) -> list[_Candidate]:
        """A word of the lexicon whose parts stand side by side: agro alimentaire, e commerce, start-ups."""
        if words.gap(first) not in _JOINING_GAPS:
            return []
        joined = words.words[first] + words.words[first + 1]
        concepts = {entry.concept for entry in self._vocabulary.alone(joined, _table(words.languages[first]))}
        return [_Candidate(-2, False, first, first + 1, concepts.pop())] if len(concepts) == 1 else []


def _table(language: str) -> int:
    return TABLES.index("en" if language == "en" else "fr")


def _has_edge(known: Sequence[Known], position: int, edged: Edged) -> bool:
    """Whether a word beside this one may be the edge of a phrase that this one makes alone."""
    if position and known[position - 1].folded in edged.before:
        return True
    return position + 1 < len(known) and known[position + 1].folded in edged.after


def _candidate(entries: Sequence[Entry], table: int, run: _Run) -> list[_Candidate]:
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
        return len(self) == 1 and len(self._words.words[self.first]) < SHORTEST_FOREIGN

    def choose(self, entries: Sequence[Entry]) -> Entry | None:
        """The entry that the run spells, None if it spells none or several alike."""
        gaps = list(starmap(self._words.between, pairwise(self._positions)))
        if any(gap not in _PLAIN_GAPS and (len(gap) > _WIDEST_GAP or _CLAUSE_END.search(gap)) for gap in gaps):
            return None
        inverted = len(gaps) == 1 and _OF.search(gaps[0]) is not None
        possible = [entry for entry in entries if (inverted or not entry.inverted) and self._stands(entry.phrase)]
        if len(possible) > 1 and len({entry.concept for entry in possible}) > 1:
            possible = self._nearest(possible)
        return possible[0] if len({entry.concept for entry in possible}) == 1 else None

    def _nearest(self, entries: list[Entry]) -> list[Entry]:
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
