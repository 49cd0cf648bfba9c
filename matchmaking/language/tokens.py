"""A text cut into words, each with its exact place; no stemming and no meaning here.

Elisions fall away by themselves (l'eau gives *l* and *eau*), hyphens part words except after e- and m-
(e-santé), and names such as C++, C#, .NET or Node.js stay whole. The tokenizer also says which language each
word is in.
"""

from __future__ import annotations

import re
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

    Script decides Arabic, word by word. For Latin words the text's own function words decide French or
    English, sentence by sentence where both are spoken. `language` is the answer for a text that does not
    tell.
    """
    found = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    latin = latin_language(text, [word for word, _, _ in found], undecided=language)
    if latin == "mixed":
        return _by_sentence(text, found)
    return [
        Token(word, start, end, "ar" if not word.isascii() and is_arabic(word) else latin) for word, start, end in found
    ]


def latin_language(text: str, words: list[str], *, undecided: str | None = None) -> str:
    """'fr', 'en' or 'mixed' for the Latin words of a text, by its function words and accents."""
    french, english = _spoken(words)
    if french >= _MIXED and english >= _MIXED:
        return "mixed"
    if english > french:
        return "en"
    if french == english and undecided in ("fr", "en") and not _ACCENTED.search(text):
        return undecided
    return "fr"


def _spoken(words: list[str]) -> tuple[int, int]:
    """How many words are function words of French alone, and of English alone."""
    lower = [word.lower() for word in words]
    return sum(word in _ONLY_FRENCH for word in lower), sum(word in _ONLY_ENGLISH for word in lower)


def _by_sentence(text: str, found: list[tuple[str, int, int]]) -> list[Token]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    tokens: list[Token] = []
    position = 0
    latin = "fr"
    for end in ends:
        sentence = []
        while position < len(found) and found[position][1] < end:
            sentence.append(found[position])
            position += 1
        french, english = _spoken([word for word, _, _ in sentence])
        if french != english:  # an undecided sentence speaks the language of the one before it
            latin = "en" if english > french else "fr"
        tokens.extend(Token(word, start, stop, "ar" if is_arabic(word) else latin) for word, start, stop in sentence)
    return tokens
