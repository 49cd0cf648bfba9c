"""The terms of a text: stems of its words and the concepts it names, each with its exact place.

Used by the matching engine, by the marking of shared words and by search. Counts and weights belong
elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.language.phrases import Match
from matchmaking.language.tokens import Words, tokenize
from matchmaking.language.vocabulary import Known

_APOSTROPHES = ("'", "’")
_REMEMBERED = 4096  # texts whose language pages ask for again and again


class Term(NamedTuple):
    """`key` is a stem, `unit:...` or `concept:...`; `text[start:end]` is what the author wrote."""

    key: str
    start: int
    end: int
    language: str


class Reading:
    """What a text says: the keys of its terms (in no order), the terms with their places, its main language."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        known = lexicon.table.known(words)
        self._words = words
        self._known = known
        self._measures = _measures(words, known)
        found = lexicon.table.find(words, known)
        if self._measures:  # « 20 hectares » is a measure, no idea
            found = [match for match in found if match.first not in self._measures]
        self._matches = found
        self.language = words.main_language()
        self.keys = (*[match.key for match in found], *self._word_keys())

    def _word_keys(self) -> list[str]:
        keys = [word.key for word in self._known if word.key]
        for position, unit in self._measures.items():
            if own := self._known[position].key:
                keys.remove(own)
            keys.append(unit)
        return keys

    def terms(self) -> list[Term]:
        """The terms in the order of their places, a concept before the words it covers."""
        keyed = list(self._matches)
        for position, word in enumerate(self._known):
            if position in self._measures:
                keyed.append(Match(self._measures[position], position - 1, position))
            elif word.key:
                keyed.append(Match(word.key, position, position))
        spans, languages = self._words.spans(), self._words.languages
        terms = [Term(key, spans[first][0], spans[last][1], languages[first]) for key, first, last in keyed]
        return sorted(terms, key=lambda term: (term.start, -term.end))


def _measures(words: Words, known: Sequence[Known]) -> dict[int, str]:
    """Where a number is directly followed by its unit, the position of the unit and its term."""
    found: dict[int, str] = {}
    for number in [position for position, word in enumerate(known) if word.number]:
        if number + 1 < len(known) and len(words.gap(number)) <= 1:
            word = known[number + 1]
            # t and l are function words elsewhere; in « 2020 l'usine » there is no litre
            elided = not word.content and words.gap(number + 1).startswith(_APOSTROPHES)
            if word.unit and not elided:
                found[number + 1] = word.unit
    return found


def analyse(text: str, *, lexicon: Lexicon | None = None, language: str | None = None) -> list[Term]:
    """The terms of a text in the order of their places (a concept before the words it covers).

    `lexicon` is the product's own by default. `language` (fr or en) is believed only where the text does not tell.
    """
    return read(text, lexicon=lexicon, language=language).terms()


def read(text: str, *, lexicon: Lexicon | None = None, language: str | None = None) -> Reading:
    """The same as `analyse`, to be asked for what is needed."""
    return Reading(tokenize(text, language=language), product_lexicon() if lexicon is None else lexicon)


@lru_cache(maxsize=_REMEMBERED)
def language_of(text: str) -> str | None:
    """fr, en or ar: what a text is mostly written in; None where it has no word."""
    return tokenize(text).main_language()
