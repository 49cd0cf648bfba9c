"""What one word counts as: the stem of a term, a unit, a number, or nothing."""

from __future__ import annotations

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.stemming import arabic_light, stem
from matchmaking.language.words import FAINT, UNITS

UNIT_PREFIX = "unit:"
_DECIMAL_MARKS = ".,٫٬"
_NUMERALS = "0123456789٠١٢٣٤٥٦٧٨٩" + _DECIMAL_MARKS


def unit_key(word: str) -> str | None:
    """The term of a word that is a unit where it follows a number."""
    unit = UNITS.get(fold(word))
    return UNIT_PREFIX + unit if unit else None


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
