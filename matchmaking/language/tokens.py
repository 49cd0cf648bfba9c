"""A text cut into words, each with its exact place; no stemming and no meaning here.

Elisions fall away by themselves (l'eau gives *l* and *eau*), hyphens part words except after e- and m-
(e-santé), and names such as C++, C#, .NET, Node.js or S.A.V. stay whole, as do decimals (2,5). The tokenizer also
says which language each word is in.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from matchmaking.language.folding import is_arabic
from matchmaking.language.words import ENGLISH, FRENCH

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD = re.compile(
    rf"((?:[A-Z]\.){{2,}}(?!\w)"  # S.A.V.
    rf"|(?:[eEmM][-\u2010\u2011](?=[^\W\d_]{{3}})|(?:\d+[.,\u066b\u066c](?=\d))+)?"  # e-santé, m-payment; 2,5
    rf"[\w{_MARKS}]+"
    rf"(?:\+\+|(?<=[CFcf])#|\.(?:js|io|ai)\b)?"  # C++, C#, Node.js
    rf"|\.NET\b)"
)
_SENTENCE_END = re.compile(r"[.!?؟\n]+(?=\s|$)|\n")
_CLAUSE_END = re.compile(r"[,;:()«»\"“”]")
_ONLY_FRENCH = FRENCH - ENGLISH
_ONLY_ENGLISH = ENGLISH - FRENCH
_ACCENTED = re.compile("[àâçéèêëîïôùûœ]", re.IGNORECASE)
_MIXED = 2  # function words of the weaker language that make a text mixed


class Words:
    """The words of a text in their order, as columns: word i is `words[i]`, in fr, en or ar, between `gaps[i]` and
    `gaps[i + 1]`.

    Places are worked out only where somebody asks for them: a run does not.
    """

    def __init__(self, text: str, pieces: list[str], languages: list[str]) -> None:
        """`pieces` are gaps and words by turns, a gap first and last."""
        self.text = text
        self.words = pieces[1::2]
        self.languages = languages
        self._pieces = pieces

    def gap(self, position: int) -> str:
        """What stands between a word and the next one."""
        return self._pieces[2 * position + 2]

    def between(self, left: int, right: int) -> str:
        """What stands between two words, words included."""
        return "".join(self._pieces[2 * left + 2 : 2 * right + 1])

    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands: `text[start:end]`."""
        return _spans(self._pieces)

    def main_language(self) -> str | None:
        """What most words are: fr, en or ar; None for no word."""
        if not self.words:
            return None
        if 2 * self.languages.count("ar") >= len(self.words):
            return "ar"
        return max(("fr", "en"), key=self.languages.count)


def _spans(pieces: list[str]) -> list[tuple[int, int]]:
    ends = list(accumulate(map(len, pieces)))
    return list(zip(ends[::2], ends[1::2], strict=False))


def tokenize(text: str, *, language: str | None = None) -> Words:
    """Cuts a text into words.

    Script decides Arabic, word by word. For Latin words the text's own function words decide French or English:
    sentence by sentence where both are spoken, and word by word in a sentence that speaks both. `language` is the
    answer for a text that does not tell.
    """
    pieces = _WORD.split(text)
    voices = list(map(_VOICES.__getitem__, pieces[1::2]))
    latin = _latin_language(text, voices, language)
    if latin == "mixed":
        return Words(text, pieces, _by_sentence(text, _spans(pieces), voices))
    if _ARABIC in voices:
        return Words(text, pieces, [_ARABIC if voice is _ARABIC else latin for voice in voices])
    return Words(text, pieces, [latin] * len(voices))


_ARABIC, _NEITHER = "ar", "-"
_REMEMBERED = 200_000


class _Voices(dict[str, str]):
    """Each word seen: ar by script; fr or en for a function word of that language alone; else neither."""

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        if not word.isascii() and is_arabic(word):
            voice = _ARABIC
        else:
            lower = word.lower()
            voice = "fr" if lower in _ONLY_FRENCH else "en" if lower in _ONLY_ENGLISH else _NEITHER
        self[word] = voice
        return voice


_VOICES = _Voices()


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


def _by_sentence(text: str, spans: list[tuple[int, int]], voices: list[str]) -> list[str]:
    languages: list[str] = []
    latin = "fr"
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        first = last = len(languages)
        while last < len(spans) and spans[last][0] < end:
            last += 1
        spoken = voices[first:last]
        french, english = spoken.count("fr"), spoken.count("en")
        if french != english:  # an undecided sentence speaks the language of the one before it
            latin = "en" if english > french else "fr"
        if min(french, english) >= _MIXED:
            languages.extend(_by_word(text, spans[first:last], spoken))
        else:
            languages.extend(_ARABIC if voice is _ARABIC else latin for voice in spoken)
    return languages


def _by_word(text: str, spans: list[tuple[int, int]], voices: list[str]) -> list[str]:
    """Each word speaks the language of the nearest function word of its clause, of the one before it in doubt."""
    told = [position for position, voice in enumerate(voices) if voice in ("fr", "en")]
    clauses = [0]
    for (_, end), (start, _) in pairwise(spans):
        clauses.append(clauses[-1] + (_CLAUSE_END.search(text, end, start) is not None))

    def nearest(position: int) -> str:
        by_distance = min(told, key=lambda at: (clauses[at] != clauses[position], abs(at - position), at))
        return voices[by_distance]

    return [voice if voice is _ARABIC else nearest(position) for position, voice in enumerate(voices)]
