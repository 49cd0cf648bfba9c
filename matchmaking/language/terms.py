"""The terms of a text: stems of its words and the concepts it names, each with its exact place.

Used by the matching engine, by the marking of shared words and by search. Counts and weights belong
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon, product_lexicon
from matchmaking.language.phrases import Match
from matchmaking.language.stemming import arabic_light, stem
from matchmaking.language.tokens import Words, tokenize
from matchmaking.language.words import FAINT, UNITS

UNIT_PREFIX = "unit:"
_DECIMAL_MARKS = ".,٫٬"
_NUMERALS = "0123456789٠١٢٣٤٥٦٧٨٩" + _DECIMAL_MARKS
_APOSTROPHES = ("'", "’")


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
        self._single = list(_word_terms(words, [word.content for word in known]))
        units = {last for _, first, last in self._single if first != last}  # « 20 hectares » is a measure, no idea
        found = lexicon.table.find(words, known)
        self._matches = [match for match in found if match.first not in units] if units else found
        self.language = words.main_language()
        self.keys = tuple(self._concept_key(match) for match in self._matches) + tuple(
            key for key, _, _ in self._single
        )

    @staticmethod
    def _concept_key(match: Match) -> str:
        return CONCEPT_PREFIX + match.concept

    def terms(self) -> list[Term]:
        """The terms in the order of their places, a concept before the words it covers."""
        keyed = [(self._concept_key(match), match.first, match.last) for match in self._matches] + self._single
        spans, languages = self._words.spans, self._words.languages
        terms = [Term(key, spans[first][0], spans[last][1], languages[first]) for key, first, last in keyed]
        return sorted(terms, key=lambda term: (term.start, -term.end))


def analyse(text: str, *, lexicon: Lexicon | None = None, language: str | None = None) -> list[Term]:
    """The terms of a text in the order of their places (a concept before the words it covers).

    `lexicon` is the product's own by default. `language` (fr or en) is believed only where the text does not tell.
    """
    return read(text, lexicon=lexicon, language=language).terms()


def read(text: str, *, lexicon: Lexicon | None = None, language: str | None = None) -> Reading:
    """The same as `analyse`, to be asked for what is needed."""
    return Reading(tokenize(text, language=language), product_lexicon() if lexicon is None else lexicon)


def language_of(text: str) -> str | None:
    """fr, en or ar: what a text is mostly written in; None where it has no word."""
    return tokenize(text).main_language()


def _word_terms(words: Words, content: list[bool]) -> Iterator[tuple[str, int, int]]:
    """(key, first, last) of each content word, and of each number with its unit."""
    number: int | None = None
    for position, (word, language) in enumerate(zip(words.words, words.languages, strict=True)):
        if not content[position]:
            if number is not None and (unit := _short_unit_of(words, number, position)):
                yield UNIT_PREFIX + unit, number, position
            continue
        key = word_key(word, language)
        if key is None:
            if number is not None and (unit := _unit_of(words, number, position)):
                yield UNIT_PREFIX + unit, number, position
            number = position if word[-1].isdigit() else None
        elif number is not None and (unit := _unit_of(words, number, position)):
            yield UNIT_PREFIX + unit, number, position
            number = None
        else:
            yield key, position, position
            number = None


def _unit_of(words: Words, number: int, position: int) -> str | None:
    """The unit that the word at `position` is, if it directly follows the number."""
    near = words.spans[position][0] - words.spans[number][1] <= 1
    return UNITS.get(fold(words.words[position])) if near else None


def _short_unit_of(words: Words, number: int, position: int) -> str | None:
    """The same for t and l, which elsewhere are function words; in « 2020 l'usine » it is no litre."""
    elided = words.text[(end := words.spans[position][1]) : end + 1] in _APOSTROPHES
    return None if elided else _unit_of(words, number, position)


@lru_cache(maxsize=200_000)
def word_key(word: str, language: str) -> str | None:
    """The term of one word; None for a bare number, a single letter and money. Names such as 4G or C++
    stay.
    """
    folded = fold(word)
    digits = sum(character.isdigit() or character in _DECIMAL_MARKS for character in folded)
    if len(folded) < 2 or digits == len(folded) or _is_faint(folded, language):
        return None
    if digits and folded[0].isdigit():
        unit = UNITS.get(folded.lstrip(_NUMERALS))
        if unit is not None and not word.endswith(("G", "g")):
            return UNIT_PREFIX + unit
    return stem(word, language)


def _is_faint(folded: str, language: str) -> bool:
    """Whether a word says nothing of a trade by itself, though it is no function word."""
    if is_arabic(folded):
        return folded in FAINT["ar"] or arabic_light(folded) in FAINT["ar"]
    return folded in FAINT[language]
