"""Help for somebody who meets a passage in a language not their own: the ideas it names, in theirs, and what its
author approved or wrote in theirs. Every page, letter and paper asks here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from matchmaking import locale
from matchmaking.accounts.models import User
from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.language.naming import named_ideas
from matchmaking.language.terms import language_of
from matchmaking.profiles import disclosure
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member
from matchmaking.profiles.translations.passages import PRESENTATION, fingerprint
from matchmaking.profiles.translations.queries import find_approved

MOST_IDEAS = 8
ENOUGH_SPECIAL = 3


@dataclass(frozen=True)
class Words:
    """What somebody wrote, with its language and direction."""

    text: str
    lang: str
    dir: str
    title: str = ""

    @classmethod
    def of(cls, text: str) -> Words:
        """Of a text in whatever language it is."""
        language = language_of(text) or locale.DEFAULT
        return cls(text, language, locale.direction(language))


@dataclass(frozen=True)
class Aid:
    """What stands under a passage; empty where its reader needs no help."""

    ideas: Sequence[str] = ()
    translation: Words | None = None
    by_author: bool = False  # the translation is the author's own correction

    def __bool__(self) -> bool:
        return bool(self.ideas or self.translation)


NO_AID = Aid()


@dataclass(frozen=True)
class Reader:
    """The language that the page speaks, those that the reader's own organisation works in, and which ones it is.

    `lexicon` names the ideas; `viewer` None is somebody of the other side who knows nothing yet.
    """

    language: str
    lexicon: Lexicon = field(default_factory=product_lexicon)
    languages: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    viewer: User | None = None

    def needs_help(self, owner: Profile, language: str) -> bool:
        """Whether a passage of `owner` is foreign to this reader. Their own never is; another script always is, for
        reading it takes longer even where it is known."""
        if owner.key in self.own or language == self.language:
            return False
        return language not in self.languages or "ar" in (language, self.language)

    def aid(self, owner: Profile, passage: str, title: str, text: str) -> Aid:
        """What helps with a passage as this reader is shown it; `passage` is its key, empty for the presentation."""
        said = ". ".join(part for part in (title, text) if part)
        language = language_of(said) or locale.DEFAULT
        if not self.needs_help(owner, language):
            return NO_AID
        return self._translated(owner, passage, self._ideas(said))

    def gist(self, owner: Profile, language: str) -> Words | None:
        """The author's one sentence, for a short form whose passages in `language` are foreign to this reader while
        the sentence is not."""
        words = gist_of(owner, to_other_side=self._is_other_side(owner))
        if words is None or not self.needs_help(owner, language) or self.needs_help(owner, words.lang):
            return None
        return words

    def _ideas(self, text: str) -> list[str]:
        """In the text's order; those that stand in texts of every trade (price, to receive) only where it names few
        others."""
        named = named_ideas(text, self.language, lexicon=self.lexicon)
        special = [idea for idea in named if not self.lexicon.concepts[idea.concept].is_general]
        chosen = special if len(special) >= ENOUGH_SPECIAL else named
        return [idea.label for idea in chosen[:MOST_IDEAS]]

    def _translated(self, owner: Profile, passage: str, ideas: Sequence[str]) -> Aid:
        row = find_approved(owner, passage, self.language, _present_fingerprint(owner, passage))
        if row is None:
            return Aid(ideas)
        outside = self._is_other_side(owner)
        title, text = (disclosure.shown_text(owner, part, to_other_side=outside) for part in (row.title, row.text))
        return Aid(ideas, Words(text, self.language, locale.direction(self.language), title), row.by_author)

    def _is_other_side(self, owner: Profile) -> bool:
        return self.viewer is None or disclosure.is_other_side(self.viewer, owner)


def reader_of(viewer: User | None, profiles: Sequence[Profile], lexicon: Lexicon | None = None) -> Reader:
    """Who reads; their own organisations are found among `profiles`. Without a lexicon, the product's own."""
    own = [profile for profile in profiles if viewer is not None and is_member(viewer, profile)]
    return reader_with(viewer, own, lexicon)


def reader_with(viewer: User | None, own: Sequence[Profile], lexicon: Lexicon | None = None) -> Reader:
    """Who reads, with their own organisations where they are known already."""
    languages = frozenset(language for profile in own for language in profile.languages)
    keys = frozenset(profile.key for profile in own)
    return Reader(locale.current(), lexicon or product_lexicon(), languages, keys, viewer)


def reader_for(profile: Profile) -> Reader:
    """Who reads for this organisation, whichever of its people it is."""
    return Reader(locale.current(), languages=frozenset(profile.languages), own=frozenset({profile.key}))


def gist_of(owner: Profile, *, to_other_side: bool) -> Words | None:
    """The author's one sentence in another language; None where there is none."""
    text = disclosure.shown_text(owner, owner.gist or "", to_other_side=to_other_side)
    return Words.of(text) if text else None


def _present_fingerprint(owner: Profile, passage: str) -> str:
    if passage == PRESENTATION:
        return fingerprint("", owner.summary)
    row = next((row for row in owner.opportunities if row.key == passage), None)
    return fingerprint(row.title, row.text) if row is not None else ""
