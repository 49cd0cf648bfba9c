"""What the lexicon says of one word: the phrases it makes alone, and those it begins.

A word typed otherwise than the lexicon writes it is read as what was meant, where it means nothing as it stands: glued
(*soustraitance*), with a particle that only the lexicon can tell (ببنك), or misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.inflection import inflected
from matchmaking.language.keys import unit_key, word_key
from matchmaking.language.spelling import SHORTEST, Spellings
from matchmaking.language.stemming import arabic_light, looks_rooted, stem
from matchmaking.language.tokens import tokenize
from matchmaking.language.words import is_function_word

TABLES = ("fr", "en")
"""French and Arabic phrases stand in the first table, English ones in the second."""
HYPHENS = "-\u2010\u2011"
_COMPOUND = re.compile(rf"\w+(?:[{HYPHENS}]\w+)+")
_PLURALS = ("s", "x")
_VERBS = ("ons", "ez")  # nous détectons: forms of a verb are not misspelt nouns
# Letters of a word that may be a particle before a shorter one; longer words the stemmer parts by itself.
_PARTICLES = {"ب": 4, "ل": 4, "ف": 4, "ك": 4, "و": 3}
_SHORTEST_OBJECT = 3
_PRONOUNS = ("ها", "نا", "كما", "هما")
_LONGEST_HEAD, _SHORTEST_TAIL = 7, 2  # letters of the two parts of a word typed in two: e, agro, télé, hydro
SHORTEST_FOREIGN = 4
"""Letters a single word needs to be read as one of the other language."""
_REMEMBERED = 200_000  # words


class Phrase(NamedTuple):
    """The words of a lexicon phrase: content words, function words at its two edges and inside."""

    before: tuple[str, ...]
    words: tuple[str, ...]
    after: tuple[str, ...]
    inside: frozenset[str] = frozenset()
    glued: str | None = None

    @property
    def has_edges(self) -> bool:
        """Whether it is named only where certain function words stand beside it."""
        return bool(self.before or self.after)

    def form(self) -> tuple[str, ...]:
        """What makes two phrases the same phrase."""
        return (*self.before, "|", *(light_form(word) for word in self.words), "|", *self.after)


class Entry(NamedTuple):
    """A phrase in its lighter form, with the term key of the concept it names."""

    phrase: Phrase
    light: tuple[str, ...]
    concept: str
    inverted: bool


Followers = dict[str, int]
"""How the phrases that begin with one stem go on: their second stems, and the most words any such phrase has."""


@dataclass(slots=True)
class Edged:
    """The phrases that one content word makes with function words at its edges (*après-vente*), and without."""

    entries: tuple[list[Entry], list[Entry]]
    before: set[str]
    """Folded words of which one stands right before it."""
    after: set[str]

    @classmethod
    def of(cls, entries: tuple[list[Entry], list[Entry]]) -> Edged:
        phrases = [entry.phrase for table in entries for entry in table]
        return cls(
            entries,
            {phrase.before[-1] for phrase in phrases if phrase.before},
            {phrase.after[0] for phrase in phrases if phrase.after},
        )


@dataclass(slots=True)
class Known:
    """What is known of one word of a text; of each pair the first is French or Arabic, the second English."""

    folded: str
    content: bool
    key: str | None
    """Its term, if it makes one."""
    number: bool
    unit: str | None
    """Its term where it follows a number."""
    alone: str | None
    """The concept it names where no phrase of more words stands."""
    edged: Edged | None
    stems: tuple[str, str]
    followers: tuple[tuple[int, Followers], ...]
    """By table, how phrases of several words that it begins go on."""
    seconds: frozenset[str]
    """The second stems of all of them."""
    heads: bool
    """Whether a word of the lexicon typed in two may begin with it."""


@lru_cache(maxsize=_REMEMBERED)
def light_form(word: str) -> str:
    """The folded word without plural ending or attached particle: closer to the surface than its stem."""
    folded = fold(word)
    if is_arabic(folded):
        return arabic_light(word)
    return folded[:-1] if len(folded) > 3 and folded.endswith(_PLURALS) else folded


def read_phrase(phrase: str, language: str) -> Phrase | None:
    """The words of a lexicon phrase of one language; None if it is nothing but several function words.

    A single function word is an acronym (*AI*, *AVEC*): a text means it only where it writes it in capitals.
    """
    words = [(word, is_function_word(word, "ar" if is_arabic(word) else language)) for word in tokenize(phrase).words]
    content = [position for position, (_, empty) in enumerate(words) if not empty]
    if not content:
        return Phrase((), (words[0][0],), ()) if len(words) == 1 else None
    folded = [fold(word) for word, _ in words]
    first, last = content[0], content[-1]
    return Phrase(
        tuple(folded[:first]),
        tuple(words[position][0] for position in content),
        tuple(folded[last + 1 :]),
        frozenset(folded[first:last]),
        "".join(folded) if len(words) > 1 and _COMPOUND.fullmatch(phrase) else None,
    )


def phrase_key(words: Sequence[str], table: str) -> tuple[str, ...]:
    """What a phrase is looked up by: its stems, or the dictionary form of its only word."""
    return (inflected(words[0], table),) if len(words) == 1 else tuple(stem(word, table) for word in words)


class Vocabulary:
    """The phrases of a lexicon by their stems, and every word they are made of."""

    def __init__(self) -> None:
        self.entries: tuple[dict[tuple[str, ...], list[Entry]], ...] = ({}, {})
        self.followers: tuple[dict[str, Followers], ...] = ({}, {})
        self._glued: tuple[dict[str, list[Entry]], ...] = ({}, {})
        self._heads: tuple[set[str], ...] = (set(), set())
        self._spellings = (Spellings(), Spellings())

    def add(self, phrase: Phrase, table: int, concept: str) -> None:
        """Adds one phrase; an English one of two words also stands inverted."""
        entry = Entry(phrase, tuple(map(light_form, phrase.words)), concept, False)
        self._insert(table, phrase.words, entry)
        for form in entry.light:
            self._spellings[table].add(form)
        if TABLES[table] == "en" and len(phrase.words) == 2:
            self._insert(table, phrase.words[::-1], entry._replace(light=entry.light[::-1], inverted=True))
        if phrase.glued:
            alone = Entry(Phrase((), (phrase.glued,), ()), (phrase.glued,), concept, False)
            self._glued[table].setdefault(inflected(phrase.glued, TABLES[table]), []).append(alone)

    def _insert(self, table: int, words: Sequence[str], entry: Entry) -> None:
        key = phrase_key(words, TABLES[table])
        self.entries[table].setdefault(key, []).append(entry)
        if len(words) > 1:
            followers = self.followers[table].setdefault(key[0], {})
            followers[key[1]] = max(followers.get(key[1], 0), len(key))
        else:
            self._heads[table].update(_heads(key[0]))

    def alone(self, word: str, table: int) -> list[Entry]:
        """The phrases that one word makes by itself."""
        return self.entries[table].get((inflected(word, TABLES[table]),), [])

    def is_head(self, word: str, table: int) -> bool:
        """Whether a word of the lexicon begins with these letters and goes on."""
        return fold(word) in self._heads[table]

    def glued(self, word: str, table: int) -> list[Entry]:
        """The phrases with hyphens that one word spells without them."""
        return self._glued[table].get(inflected(word, TABLES[table]), [])

    def meant(self, word: str, table: int) -> str:
        """What a word was meant to be; itself where the lexicon knows it or nothing is certain."""
        if word.isascii() and len(word) < SHORTEST:
            return word
        form = light_form(word)
        if form in self._spellings[0] or form in self._spellings[1]:
            return word
        folded = fold(word)
        if is_arabic(folded):
            return self._without_particle(word) or self._without_accusative(word) or word
        if folded.endswith(_VERBS) or not word[1:].islower():  # capitals inside are a name's
            return word
        return self._spellings[table].meant(form) or word

    def behind_particle(self, word: str) -> list[Entry]:
        """The phrases that a short Arabic word makes without its particle, where others hold the two (لنقل)."""
        rest = self._without_particle(word) if is_arabic(word) else None
        return self.alone(rest, 0) if rest else []

    def _without_particle(self, word: str) -> str | None:
        folded, rest = fold(word), word[1:]
        short = len(folded) == _PARTICLES.get(folded[:1])
        if not short or rest.startswith("ا") or looks_rooted(folded):  # بارز, فاصل: an active participle
            return None
        return rest if self.alone(rest, 0) and not is_function_word(rest, "ar") else None

    def _without_accusative(self, word: str) -> str | None:
        """نبحث عن برنامج, but نريد برنامجا: the object of a verb ends in an alef."""
        rest = light_form(word)[:-1]
        marked = fold(word).endswith("ا") and not fold(word).endswith(_PRONOUNS) and len(rest) >= _SHORTEST_OBJECT
        return rest if marked and rest in self._spellings[0] else None


def _heads(form: str) -> tuple[str, ...]:
    if not form.isascii():
        return ()
    return tuple(form[:letters] for letters in range(1, min(_LONGEST_HEAD, len(form) - _SHORTEST_TAIL) + 1))


def _one_concept(entries: Sequence[Entry], light: str) -> str | None:
    """The concept of phrases of one bare word; where they differ, of those in the same lighter form."""
    bare = [entry for entry in entries if not entry.phrase.has_edges]
    concepts = {entry.concept for entry in bare}
    if len(concepts) > 1:
        concepts = {entry.concept for entry in bare if entry.light == (light,)}
    return concepts.pop() if len(concepts) == 1 else None


class KnownWords(dict[str, Known]):
    """The words of one language that texts have used, with what the lexicon says of each."""

    def __init__(self, language: str, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._language = language
        self._table = TABLES.index("en" if language == "en" else "fr")
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> Known:
        if len(self) > _REMEMBERED:
            self.clear()
        vocabulary = self._vocabulary
        content = not is_function_word(word, self._language)
        meant, singles = self._read(word) if content else (word, ([], []))
        stems = (stem(meant, TABLES[0]), stem(meant, TABLES[1]))
        going_on = [vocabulary.followers[table].get(stems[table]) for table in (0, 1)]
        followers = tuple((table, found) for table, found in enumerate(going_on) if found and content)
        heads = content and vocabulary.is_head(word, self._table)
        key = word_key(word, self._language) if content else None
        edged = Edged.of(singles) if self._needs_neighbours(singles) else None
        found = Known(
            folded=fold(word),
            content=content,
            key=key,
            number=content and key is None and word[-1].isdigit(),
            unit=unit_key(word),
            alone=self._alone(word, singles),
            edged=edged,
            stems=stems,
            followers=followers,
            seconds=frozenset().union(*(seconds for _, seconds in followers)),
            heads=heads,
        )
        self[word] = found
        return found

    def _needs_neighbours(self, singles: tuple[list[Entry], list[Entry]]) -> bool:
        """Whether the words around decide what a word names; not where its own language knows but one answer."""
        own = singles[self._table]
        asked = own if len(own) == 1 and not own[0].phrase.has_edges else [*singles[0], *singles[1]]
        return any(entry.phrase.has_edges for entry in asked)

    def _alone(self, word: str, singles: tuple[list[Entry], list[Entry]]) -> str | None:
        """What a word names by itself: in its own language, or, if it is not short, in the other one."""
        own, other = singles[self._table], singles[1 - self._table]
        light = light_form(word)
        concept = _one_concept(own, light)
        return concept or (_one_concept(other, light) if len(word) >= SHORTEST_FOREIGN else None)

    def _read(self, word: str) -> tuple[str, tuple[list[Entry], list[Entry]]]:
        """What the word was meant to be, and the phrases it makes alone."""
        vocabulary = self._vocabulary
        singles = vocabulary.alone(word, 0), vocabulary.alone(word, 1)
        if any(singles):
            return word, singles
        if len(word) >= SHORTEST:
            glued = vocabulary.glued(word, 0), vocabulary.glued(word, 1)
            if any(glued):
                return word, glued
        meant = vocabulary.meant(word, self._table)
        if meant == word:
            return word, (vocabulary.behind_particle(word), singles[1])
        return meant, (vocabulary.alone(meant, 0), vocabulary.alone(meant, 1))
