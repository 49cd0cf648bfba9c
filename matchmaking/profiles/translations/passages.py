"""The texts of a profile that can be said in another language, each with a fingerprint by which a rewriting shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from matchmaking.language.terms import language_of
from matchmaking.locale import DEFAULT
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Side

PRESENTATION = ""  # the key of the presentation; offers and needs have their own


@dataclass(frozen=True)
class Original:
    """One passage as its author wrote it; `side` is None for the presentation, which has no title."""

    key: str
    side: Side | None
    title: str
    text: str

    @property
    def language(self) -> str:
        """What it is written in."""
        return language_of(f"{self.title}. {self.text}") or DEFAULT

    @property
    def fingerprint(self) -> str:
        """Another one, as soon as a word of it changes."""
        return fingerprint(self.title, self.text)


def fingerprint(title: str, text: str) -> str:
    """The digest of a passage's words; how they are broken into lines does not count."""
    words = (" ".join(title.split()), " ".join(text.split()))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def originals(profile: Profile) -> list[Original]:
    """The presentation, then offers and needs in their order; nothing empty."""
    found = [Original(row.key, row.side, row.title, row.text) for row in profile.opportunities]
    return ([Original(PRESENTATION, None, "", profile.summary)] if profile.summary else []) + found
