"""What a profile says, text by text: with every place for an explanation, or as bare keys for a run.

A run keeps only keys; the places of a million words would fill the memory for nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from matchmaking.language.lexicon import Lexicon
from matchmaking.language.terms import Reading, read
from matchmaking.matching.engine.documents import OpportunityText, ProfileDocument


@dataclass(frozen=True, slots=True)
class ReadOpportunity:
    """The readings of one opportunity's fields."""

    key: str
    title: Reading
    text: Reading


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """The readings of a profile; needs and offers by key."""

    source: ProfileDocument
    summary: Reading
    needs: tuple[ReadOpportunity, ...]
    offers: tuple[ReadOpportunity, ...]

    def said(self) -> SaidProfile:
        """The same without places."""
        return SaidProfile(
            self.source,
            self.summary.keys,
            tuple(SaidOpportunity(one.key, one.title.keys, one.text.keys) for one in self.needs),
            tuple(SaidOpportunity(one.key, one.title.keys, one.text.keys) for one in self.offers),
        )


@dataclass(frozen=True, slots=True)
class SaidOpportunity:
    """The keys of one opportunity's fields, as often as they are said."""

    key: str
    title: tuple[str, ...]
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidProfile:
    """The keys of a profile's texts."""

    source: ProfileDocument
    summary: tuple[str, ...]
    needs: tuple[SaidOpportunity, ...]
    offers: tuple[SaidOpportunity, ...]

    def counts(self) -> Counter[str]:
        """How often each key stands in the whole profile, titles included."""
        counts = Counter(self.summary)
        for opportunity in (*self.needs, *self.offers):
            counts.update(opportunity.title)
            counts.update(opportunity.text)
        return counts


def read_profile(document: ProfileDocument, lexicon: Lexicon) -> ReadProfile:
    """Reads every text; one too short to tell its language speaks that of its neighbours."""
    summary = read(document.summary, lexicon=lexicon)

    def opportunity(source: OpportunityText) -> ReadOpportunity:
        text = read(source.text, lexicon=lexicon, language=summary.language)
        title = read(source.title, lexicon=lexicon, language=text.language or summary.language)
        return ReadOpportunity(source.key, title, text)

    return ReadProfile(
        document,
        summary,
        tuple(map(opportunity, document.side("need"))),
        tuple(map(opportunity, document.side("offer"))),
    )
