"""Where a text answers a question: its matched words marked, and what was said in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from matchmaking.language.terms import Term, analyse
from matchmaking.profiles.search.documents import WORD, Question, beside, form, is_concept

Word = tuple[str, tuple[int, int]]  # as `documents.form` writes it, and its place
_REMEMBERED = 2048  # texts of the first pages, which many searches show again


@dataclass(frozen=True)
class Marked:
    """A text with <mark>, whether anything in it is marked, and its phrases that answer in another language."""

    text: Markup
    hit: bool
    elsewhere: tuple[str, ...] = ()
    first: int | None = None  # where the first marked word begins


def mark(text: str, asked: Question) -> Marked:
    """The text, escaped, with the words that answer inside <mark>."""
    keys = {key for word in asked.words for key in word.keys}
    prefixes = tuple(word.prefix for word in asked.words if word.prefix)
    spans, elsewhere = [], []
    if keys:
        terms, words = _read(text)
        for term in terms:
            if term.key in keys:
                spans.append((term.start, term.end))
                if is_concept(term.key) and term.language != asked.language:
                    elsewhere.append(text[term.start : term.end])
        spans += _typed(words, keys, prefixes)
    return Marked(_marked(text, spans), bool(spans), tuple(dict.fromkeys(elsewhere)), min(spans)[0] if spans else None)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> tuple[Sequence[Term], Sequence[Word]]:
    return analyse(text), [(form(found.group()), found.span()) for found in WORD.finditer(text)]


def _typed(words: Sequence[Word], keys: Set[str], prefixes: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where words stand as they were typed, alone or side by side; a longer phrase is one place."""
    begun: int | None = None
    for number, (typed, (start, end)) in enumerate(words):
        if typed in keys or (prefixes and typed.startswith(prefixes)):
            yield start, end
        followed = number + 1 < len(words) and beside((typed, words[number + 1][0]))[0] in keys
        if followed and begun is None:
            begun = start
        elif not followed and begun is not None:
            yield begun, end
            begun = None


def _marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    told, place = Markup(), 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= place:
            told += escape(text[place:start]) + Markup("<mark>{}</mark>").format(text[start:end])
            place = end
    return told + escape(text[place:])
