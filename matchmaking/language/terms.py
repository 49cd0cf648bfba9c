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
from matchmaking.language.phrases import content_tokens
from matchmaking.language.stemming import arabic_light, stem
from matchmaking.language.tokens import Token, main_language, tokenize
from matchmaking.language.words import FAINT, UNITS

UNIT_PREFIX = "unit:"


class Term(NamedTuple):
    """`key` is a stem, `unit:...` or `concept:...`; `text[start:end]` is what the author wrote."""

    key: str
    start: int
    end: int
    language: str


class Reading(NamedTuple):
    """The terms of a text in the order of their places, and the language most of it is in (None: no word)."""

    terms: tuple[Term, ...]
    language: str | None


def analyse(text: str, *, lexicon: Lexicon | None = None, language: str | None = None) -> list[Term]:
    """The terms of a text in the order of their places (a concept before the words it covers).

    `lexicon` is the product's own by default. `language` (fr or en) is believed only where the text does not tell.
    """
    return list(read(text, lexicon=lexicon, language=language).terms)


def read(text: str, *, lexicon: Lexicon | None = None, language: str | None = None) -> Reading:
    """The same terms as `analyse`, with the language of the text."""
    lexicon = product_lexicon() if lexicon is None else lexicon
    tokens = tokenize(text, language=language)
    terms = [
        Term(CONCEPT_PREFIX + match.concept, match.start, match.end, match.language)
        for match in lexicon.table.find(text, tokens)
    ]
    concepts = len(terms)
    terms.extend(_words(content_tokens(text, tokens)))
    if concepts:
        terms.sort(key=lambda term: (term.start, -term.end))
    return Reading(tuple(terms), main_language(tokens))


def language_of(text: str) -> str | None:
    """fr, en or ar: what a text is mostly written in; None where it has no word."""
    return main_language(tokenize(text))


def _words(tokens: list[Token]) -> Iterator[Term]:
    number: Token | None = None
    for token in tokens:
        key = word_key(token.word, token.language)
        if number is not None and token.start - number.end <= 1 and (unit := UNITS.get(fold(token.word))):
            yield Term(UNIT_PREFIX + unit, number.start, token.end, token.language)
        elif key is not None:
            yield Term(key, token.start, token.end, token.language)
        number = token if key is None and token.word[-1].isdigit() else None


@lru_cache(maxsize=200_000)
def word_key(word: str, language: str) -> str | None:
    """The term of one word; None for a bare number, a single letter and money. Names such as 4G or C++
    stay.
    """
    folded = fold(word)
    digits = sum(character.isdigit() for character in folded)
    if len(folded) < 2 or digits == len(folded) or _is_faint(folded, language):
        return None
    if digits and folded[0].isdigit():
        unit = UNITS.get(folded.lstrip("0123456789"))
        if unit is not None and not word.endswith(("G", "g")):
            return UNIT_PREFIX + unit
    return stem(word, language)


def _is_faint(folded: str, language: str) -> bool:
    """Whether a word says nothing of a trade by itself, though it is no function word."""
    if is_arabic(folded):
        return folded in FAINT["ar"] or arabic_light(folded) in FAINT["ar"]
    return folded in FAINT[language]
