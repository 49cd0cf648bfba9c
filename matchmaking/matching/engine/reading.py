"""What a profile says, text by text, with every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def fields(self) -> Iterator[Sequence[str]]:
        """The keys of its summary, then of title and text of each need and each offer."""
        yield self.summary.keys
        for opportunity in (*self.needs, *self.offers):
            yield opportunity.title.keys
            yield opportunity.text.keys


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
