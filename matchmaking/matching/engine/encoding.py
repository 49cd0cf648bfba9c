"""From a profile's words to exact integer weights: TF-IDF rows of its needs, its offers and its whole.

Weights are rounded to int16 (w·2¹⁴), so that sums over them are the same in any order. Plain Python on
purpose: the worker's fit and the page's explanation run this same code and get the same integers, without
scikit-learn.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon
from matchmaking.language.terms import Reading, read
from matchmaking.matching.engine.documents import OpportunityText, ProfileDocument
from matchmaking.matching.engine.parameters import Parameters

UNIT = 1 << 14
"""The integer that stands for a weight of 1."""
SQUARE = float(UNIT * UNIT)
"""What a dot product of two rows is divided by to be a similarity."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sparse vector: distinct keys, sorted, and their integer weights."""

    keys: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysedOpportunity:
    """What one opportunity says, by field."""

    source: OpportunityText
    title: Reading
    text: Reading


@dataclass(frozen=True, slots=True)
class AnalysedProfile:
    """What a profile says; needs and offers by key."""

    source: ProfileDocument
    summary: Reading
    needs: tuple[AnalysedOpportunity, ...]
    offers: tuple[AnalysedOpportunity, ...]

    def counts(self) -> Counter[str]:
        """How often each key stands in the whole profile, titles included."""
        counts = Counter(self.summary.keys)
        for opportunity in (*self.needs, *self.offers):
            counts.update(opportunity.title.keys)
            counts.update(opportunity.text.keys)
        return counts


@dataclass(frozen=True, slots=True)
class EncodedProfile:
    """The rows of a profile; `needs[i]` belongs to `need_keys[i]`."""

    source: ProfileDocument
    need_keys: tuple[str, ...]
    needs: tuple[Row, ...]
    offer_keys: tuple[str, ...]
    offers: tuple[Row, ...]
    whole: Row


def analyse_profile(document: ProfileDocument, lexicon: Lexicon) -> AnalysedProfile:
    """The terms of every text of a profile; a text too short to tell its language speaks that of its neighbours."""
    summary = read(document.summary, lexicon=lexicon)

    def opportunity(source: OpportunityText) -> AnalysedOpportunity:
        text = read(source.text, lexicon=lexicon, language=summary.language)
        title = read(source.title, lexicon=lexicon, language=text.language or summary.language)
        return AnalysedOpportunity(source, title, text)

    return AnalysedProfile(
        document,
        summary,
        tuple(map(opportunity, document.side("need"))),
        tuple(map(opportunity, document.side("offer"))),
    )


class Weighting:
    """TF-IDF with sublinear term frequency over frozen document frequencies.

    idf = ln((1 + N) / (1 + df)) + 1 as scikit-learn smooths it; a row is √(1−c)·L2(words) ⊕ √c·L2(concepts),
    or one of the two alone where the other is empty. A concept also speaks, in part, for its ancestors.
    """

    def __init__(
        self, frequencies: Mapping[str, int], documents: int, lexicon: Lexicon, parameters: Parameters
    ) -> None:
        self._frequencies = frequencies
        self._idf = [math.log((1 + documents) / (1 + df)) + 1.0 for df in range(documents + 1)]
        self._lexicon = lexicon
        self._parameters = parameters

    def encode(self, profile: AnalysedProfile) -> EncodedProfile:
        """The integer rows of a profile."""
        return EncodedProfile(
            profile.source,
            tuple(need.source.key for need in profile.needs),
            tuple(self._opportunity(need, profile, self._parameters.need_context) for need in profile.needs),
            tuple(offer.source.key for offer in profile.offers),
            tuple(self._opportunity(offer, profile, self._parameters.offer_context) for offer in profile.offers),
            self.row(profile.counts()),
        )

    def _opportunity(self, opportunity: AnalysedOpportunity, profile: AnalysedProfile, context: float) -> Row:
        """Its title and text, and a part of the summary: an offer is read in the light of who offers."""
        counts: dict[str, float] = {}
        title = self._parameters.title_weight
        for reading, weight in ((opportunity.title, title), (opportunity.text, 1.0)):
            for key in reading.keys:
                counts[key] = counts.get(key, 0.0) + weight
        if counts and context:
            for key in profile.summary.keys:
                counts[key] = counts.get(key, 0.0) + context
        return self.row(counts)

    def row(self, counts: Mapping[str, float]) -> Row:
        """The integer row of counted keys."""
        weights = self.weigh(counts)
        pairs = [(key, round(weight * UNIT)) for key, weight in sorted(weights.items())]
        pairs = [(key, weight) for key, weight in pairs if weight]
        return Row(tuple(key for key, _ in pairs), tuple(weight for _, weight in pairs))

    def weigh(self, counts: Mapping[str, float]) -> dict[str, float]:
        """The weights of counted keys, of length 1 together; empty for no keys."""
        words: dict[str, float] = {}
        concepts: dict[str, float] = {}
        for key, count in with_ancestors(counts, self._lexicon, self._parameters.parent_share).items():
            half = concepts if key.startswith(CONCEPT_PREFIX) else words
            half[key] = self._idf[self._frequencies.get(key, 0)] * (1.0 + math.log(count) if count > 1.0 else count)
        share = self._parameters.concept_share if words and concepts else float(not words)
        return {**_scaled(words, math.sqrt(1.0 - share)), **_scaled(concepts, math.sqrt(share))}


def with_ancestors(counts: Mapping[str, float], lexicon: Lexicon, share: float) -> Mapping[str, float]:
    """Counts in which each concept also counts `share` for its parent, its square for the grandparent, and
    so on.
    """
    additions: dict[str, float] = {}
    for key, count in counts.items():
        if key.startswith(CONCEPT_PREFIX) and share:
            parent, part = lexicon.parent_key(key), share * count
            while parent is not None:
                additions[parent] = additions.get(parent, 0.0) + part
                parent, part = lexicon.parent_key(parent), part * share
    if not additions:
        return counts
    return {key: counts.get(key, 0.0) + additions.get(key, 0.0) for key in {**counts, **additions}}


def _scaled(weights: dict[str, float], length: float) -> dict[str, float]:
    norm = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {key: weight * (length / norm) for key, weight in weights.items()} if norm and length else {}


def document_frequencies(profiles: Iterable[AnalysedProfile], lexicon: Lexicon) -> Counter[str]:
    """In how many whole profiles each key stands, ancestors of concepts included."""
    frequencies: Counter[str] = Counter()
    for profile in profiles:
        frequencies.update(set(with_ancestors(profile.counts(), lexicon, 1.0)))
    return frequencies
