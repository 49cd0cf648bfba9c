"""One form for each word, however it was typed: case, accents, Arabic letters and marks.

Folding never changes which characters a word stands on; spans are kept by the tokenizer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "_": ""})
# Letters that writers of Arabic exchange freely, and the extra letters of Maghreb keyboards (ڨ for g).
_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
        "گ": "ك", "ڨ": "ق", "ڤ": "ف", "پ": "ب", "چ": "ج", "ی": "ي", "ک": "ك", "ـ": None,
    }
)  # fmt: skip
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")


def is_arabic(word: str) -> bool:
    """Whether the word is written in Arabic letters; the script alone decides."""
    return _ARABIC.search(word) is not None


def arabic_letters(word: str) -> str:
    """The letters of an Arabic word as they were typed, hamzas too, without vowel marks and lengthening."""
    return _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", word))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The word in lower case without accents or vowel marks; Arabic letters in their common form."""
    if word.isascii():
        plain = word.lower().replace("_", "")
        return plain.replace(".", "") if plain.endswith(".") else plain  # S.A.V. is SAV
    if is_arabic(word):
        return arabic_letters(word).translate(_ARABIC_LETTERS).lower().rstrip("ء")
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LIGATURES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
