"""Help for somebody who meets a passage in a language not their own: the ideas it names, in theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking import locale
from matchmaking.accounts.models import User
from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon
from matchmaking.language.naming import named_ideas
from matchmaking.matching.engine import SharedTerm
from matchmaking.matching.marking import LEAST_SHARE
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member

MOST_IDEAS = 8
MOST_SHARED = 3


@dataclass(frozen=True)
class Reader:
    """The language that the page speaks, those that the reader's own organisation works in, and which ones it is.

    `lexicon` names the ideas.
    """

    language: str
    lexicon: Lexicon
    languages: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    def needs_help(self, owner: Profile, language: str) -> bool:
        """Whether a passage of `owner` is foreign to this reader. Their own never is; another script always is, for
        reading it takes longer even where it is known."""
        if owner.key in self.own or language == self.language:
            return False
        return language not in self.languages or "ar" in (language, self.language)

    def ideas_of(self, owner: Profile, language: str, text: str) -> list[str]:
        """What a passage names, in its order and the reader's words; nothing where no help is needed."""
        if not self.needs_help(owner, language):
            return []
        return [idea.label for idea in named_ideas(text, self.language, lexicon=self.lexicon)[:MOST_IDEAS]]

    def shared_ideas(self, terms: Sequence[SharedTerm]) -> list[str]:
        """The heaviest ideas that two passages share, named or implied, in the reader's words."""
        heaviest = max((term.weight for term in terms), default=0.0)
        keys = [term.key for term in terms if term.weight >= LEAST_SHARE * heaviest]
        ideas = [key for key in keys if key.startswith(CONCEPT_PREFIX)]
        return [self.lexicon.label(key, self.language) for key in ideas[:MOST_SHARED]]


def reader_of(viewer: User | None, profiles: Sequence[Profile], lexicon: Lexicon) -> Reader:
    """Who reads a pair of these profiles."""
    own = [profile for profile in profiles if viewer is not None and is_member(viewer, profile)]
    languages = frozenset(language for profile in own for language in profile.languages)
    return Reader(locale.current(), lexicon, languages, frozenset(profile.key for profile in own))
