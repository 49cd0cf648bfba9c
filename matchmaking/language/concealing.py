"""Cutting names out of a text, however they were typed: case, accents, Arabic letters, vowel marks and lengthening,
blanks or dashes between the words.

A name counts by its letters and digits alone. Cutting a word too much hurts less than a name that stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from matchmaking.language.folding import fold, is_arabic

ARTICLE = "ال"
SHORT = 4  # letters: a shorter name is cut as a word, not out of the middle of one


def conceal(text: str, names: Iterable[str], *, by: str) -> str:
    """The text with `by` in the place of each of these names."""
    wanted = sorted({form for name in names for form in _forms(name)}, key=lambda form: (-len(form), form))
    if not wanted:
        return text
    letters, places = _spelled(text)
    parts, done = [], 0
    for found in re.finditer("|".join(map(re.escape, wanted)), letters):
        start, end = places[found.start()], places[found.end() - 1] + 1
        if start < done or (len(found[0]) < SHORT and _inside_word(text, start, end)):
            continue
        parts += [text[done:start], by]
        done = _after_marks(text, end)
    return "".join([*parts, text[done:]])


def _forms(name: str) -> list[str]:
    """How a name may begin: its article goes where a preposition stands before it (« الساحل », « للساحل »)."""
    whole, _places = _spelled(name)
    bare = whole.removeprefix(ARTICLE)
    return [form for form in {whole, bare if len(bare) >= SHORT else whole} if form]


def _spelled(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in their common form, and where each of them stands."""
    found = [(letter, place) for place, character in enumerate(text) for letter in _letters(character)]
    return "".join(letter for letter, _place in found), [place for _letter, place in found]


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) == 1 and plain.isdecimal():
        return str(unicodedata.decimal(plain))
    return "".join(letter for letter in fold(plain) if letter.isalnum())


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether letters touch it; Arabic writes its prepositions and articles in front of a name."""
    before = text[start - 1 : start]
    return (before.isalnum() and not is_arabic(before)) or text[end : end + 1].isalnum()


def _after_marks(text: str, end: int) -> int:
    """Where the accents and lengthening of the last letter end."""
    while end < len(text) and (unicodedata.category(text[end]).startswith("M") or text[end] == "ـ"):
        end += 1
    return end
