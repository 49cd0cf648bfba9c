"""A text cut into words, each with its exact place; no stemming and no meaning here.

Elisions fall away by themselves (l'eau gives *l* and *eau*), hyphens part words except after e- and m-
(e-santé), and names such as C++, C#, .NET or Node.js stay whole. The tokenizer also says which language each
word is in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from matchmaking.language.folding import is_arabic
from matchmaking.language.words import ENGLISH, FRENCH

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD = re.compile(
    rf"[Cc]\+\+|\b[CcFf]#|\.NET\b|\b[A-Za-z]{{2,12}}\.(?:js|io|ai)\b"  # names that hold a sign
    rf"|\b[eEmM][-\u2010\u2011](?=[^\W\d_])[\w{_MARKS}]{{3,}}"  # e-santé, m-payment
    rf"|[\w{_MARKS}]+"
)
_SENTENCE_END = re.compile(r"[.!?؟\n]+(?=\s|$)|\n")
_ONLY_FRENCH = FRENCH - ENGLISH
_ONLY_ENGLISH = ENGLISH - FRENCH
_ACCENTED = re.compile("[àâçéèêëîïôùûœ]", re.IGNORECASE)
_MIXED = 2  # function words of the weaker language that make a text mixed


class Token(NamedTuple):
    """One word of a text: `text[start:end]`, in the language fr, en or ar."""

    word: str
    start: int
    end: int
    language: str


def tokenize(text: str, *, language: str | None = None) -> list[Token]:
    """The words of a text in their order.

    Script decides Arabic, word by word. For Latin words the text's own function words decide French or English,
    sentence by sentence where both are spoken. `language` is the answer for a text that does not tell.
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    voices = [_voice(word) for word in words]
    latin = _latin_language(text, voices, language)
    if latin == "mixed":
        return _by_sentence(text, spans, words, voices)
    return [
        Token(word, start, end, "ar" if voice is _ARABIC else latin)
        for word, (start, end), voice in zip(words, spans, voices, strict=True)
    ]


_ARABIC, _NEITHER = "ar", "-"


@lru_cache(maxsize=200_000)
def _voice(word: str) -> str:
    """ar by script; fr or en for a function word of that language alone; else neither."""
    if not word.isascii() and is_arabic(word):
        return _ARABIC
    lower = word.lower()
    return "fr" if lower in _ONLY_FRENCH else "en" if lower in _ONLY_ENGLISH else _NEITHER


def _latin_language(text: str, voices: list[str], undecided: str | None) -> str:
    """'fr', 'en' or 'mixed' for the Latin words of a text, by its function words and accents."""
    french, english = voices.count("fr"), voices.count("en")
    if french >= _MIXED and english >= _MIXED:
        return "mixed"
    if english > french:
        return "en"
    if french == english and undecided in ("fr", "en") and not _ACCENTED.search(text):
        return undecided
    return "fr"


def _by_sentence(text: str, spans: list[tuple[int, int]], words: list[str], voices: list[str]) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    latin = "fr"
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        first = position
        while position < len(spans) and spans[position][0] < end:
            position += 1
        french, english = voices[first:position].count("fr"), voices[first:position].count("en")
        if french != english:  # an undecided sentence speaks the language of the one before it
            latin = "en" if english > french else "fr"
        tokens.extend(
            Token(words[place], *spans[place], "ar" if voices[place] is _ARABIC else latin)
            for place in range(first, position)
        )
    return tokens


def main_language(tokens: list[Token]) -> str | None:
    """What most words of a text are: fr, en or ar; None for no word."""
    languages = [token.language for token in tokens]
    if not languages:
        return None
    return "ar" if 2 * languages.count("ar") >= len(languages) else max(("fr", "en"), key=languages.count)
