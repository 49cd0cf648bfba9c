"""From text to what is indexed and asked: stems, typed forms and concepts. Pure but for the profile it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.lexicon import CONCEPT_PREFIX
from matchmaking.language.stemming import arabic_light
from matchmaking.language.terms import analyse
from matchmaking.profiles import disclosure
from matchmaking.profiles.models import Profile

LONGEST_QUESTION = 120
MOSTWORDS = 8
SHORTEST_PREFIX = 2
WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
QUOTED = re.compile(r'["“”„«]([^"“”„«»]+)["“”»]')


@dataclass(frozen=True)
class Wanted:
    """One typed word: any of the keys answers it, and for the last one any word that begins with `prefix`."""

    keys: frozenset[str]
    prefix: str | None = None


@dataclass(frozen=True)
class Question:
    """What somebody typed, understood. Without words it narrows nothing."""

    words: tuple[Wanted, ...] = ()
    language: str | None = None


def token(key: str) -> str:
    """A key in letters and digits alone, which both databases take as one word."""
    return "".join(letter if letter.isalnum() else f"0{ord(letter):x}0" for letter in key)


def form(word: str) -> str:
    """A word as typed, without accents, and in Arabic without article and particles."""
    return fold(arabic_light(word) if is_arabic(word) else word)


def keys(text: str) -> set[str]:
    """All that a text can be found by: terms, words as typed, and each two that stand side by side."""
    typed = [form(word) for word in WORD.findall(text)]
    return {term.key for term in analyse(text)} | {*typed, *beside(typed)} - {""}


def beside(forms: Sequence[str]) -> list[str]:
    """The keys of words that follow one another: what a phrase is found by, for the index keeps no places."""
    return [f"{first} {second}" for first, second in pairwise(forms)]


def question(typed: str) -> Question:
    """What the words of a search ask for; those between quotation marks as they stand, side by side."""
    typed = typed[:LONGEST_QUESTION]
    phrases = [list(filter(None, map(form, WORD.findall(phrase)))) for phrase in QUOTED.findall(typed)]
    literal = [Wanted(frozenset({key})) for forms in phrases for key in beside(forms) or forms]
    loose, language = _loose(QUOTED.sub(lambda found: " " * len(found[0]), typed), MOSTWORDS - len(literal))
    return Question((*literal[:MOSTWORDS], *loose), language)


def _loose(typed: str, most: int) -> tuple[list[Wanted], str | None]:
    """The words outside quotation marks, each with its stem and ideas; the language of the first."""
    terms = analyse(typed)
    spans = [found.span() for found in WORD.finditer(typed)]
    said = [span for span in spans if any(term.start <= span[0] < term.end for term in terms)] or spans
    words = []
    for start, end in said[: max(0, most)]:
        word = form(typed[start:end])
        own = {term.key for term in terms if term.start <= start < term.end}
        is_last = end == len(typed.rstrip()) and len(word) >= SHORTEST_PREFIX
        words.append(Wanted(frozenset(own | {word}) - {""}, word if is_last else None))
    return [word for word in words if word.keys], terms[0].language if terms else None


def names_of(profile: Profile) -> str:
    """The indexed names: those that the other shore reads."""
    told = [disclosure.shown_name_ar(profile, to_other_side=True)]
    if not disclosure.is_masked(profile, to_other_side=True):
        told.append(profile.name)
    return _joined(text for text in told if text)


def words_of(profile: Profile) -> str:
    """The indexed rest: place, summary, offers and needs as the other shore reads them."""
    texts = [profile.city or "", profile.summary, profile.gist or ""]
    texts += [text for item in profile.opportunities for text in (item.title, item.text)]
    return _joined(disclosure.shown_text(profile, text, to_other_side=True) for text in texts)


def facets_of(profile: Profile) -> list[tuple[str, str]]:
    """What a profile is counted under: the names of facets with its values."""
    found = {("country", str(profile.country)), ("kind", str(profile.kind))}
    found |= {("sector", sector) for sector in profile.sectors}
    found |= {("language", language) for language in profile.languages}
    found |= {("stage", stage) for stage in [*profile.stages, *([profile.stage] if profile.stage else [])]}
    found |= {("about", str(item.kind)) for item in profile.opportunities if item.kind}
    if profile.startup_label:
        found.add(("labelled", "yes"))
    return sorted(found)


def is_concept(key: str) -> bool:
    """Whether a key names an idea rather than a word."""
    return key.startswith(CONCEPT_PREFIX)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(sorted({token(key) for text in texts for key in keys(text)}))
