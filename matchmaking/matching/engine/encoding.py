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
from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.reading import SaidOpportunity, SaidProfile

UNIT = 1 << 14
"""The integer that stands for a weight of 1."""
SQUARE = float(UNIT * UNIT)
"""What a dot product of two rows is divided by to be a similarity."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sparse vector: distinct keys in no particular order, and their integer weights."""

    keys: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EncodedProfile:
    """The rows of a profile; `needs[i]` belongs to `need_keys[i]`."""

    source: ProfileDocument
    need_keys: tuple[str, ...]
    needs: tuple[Row, ...]
    offer_keys: tuple[str, ...]
    offers: tuple[Row, ...]
    whole: Row


class Weighting:
    """TF-IDF with sublinear term frequency over frozen document frequencies.

    idf = ln((1 + N) / (1 + df)) + 1 as scikit-learn smooths it; a row is √(1−c)·L2(words) ⊕ √c·L2(concepts), or one of
    the two alone where the other is empty. A concept also speaks, in part, for its ancestors.
    """

    def __init__(
        self, frequencies: Mapping[str, int], documents: int, lexicon: Lexicon, parameters: Parameters
    ) -> None:
        self._frequencies = frequencies
        self._idf = [math.log((1 + documents) / (1 + df)) + 1.0 for df in range(documents + 1)]
        self._ancestors = Ancestors(lexicon, parameters.parent_share)
        self._parameters = parameters

    def encode(self, profile: SaidProfile) -> EncodedProfile:
        """The integer rows of a profile."""
        return EncodedProfile(
            profile.source,
            tuple(need.key for need in profile.needs),
            tuple(self._opportunity(need, profile.summary, self._parameters.need_context) for need in profile.needs),
            tuple(offer.key for offer in profile.offers),
            tuple(
                self._opportunity(offer, profile.summary, self._parameters.offer_context) for offer in profile.offers
            ),
            self.row(profile.counts()),
        )

    def _opportunity(self, opportunity: SaidOpportunity, summary: tuple[str, ...], context: float) -> Row:
        """Its title and text, and a part of the summary: an offer is read in the light of who offers."""
        counts: dict[str, float] = {}
        for keys, weight in ((opportunity.title, self._parameters.title_weight), (opportunity.text, 1.0)):
            for key in keys:
                counts[key] = counts.get(key, 0.0) + weight
        if counts and context:
            for key in summary:
                counts[key] = counts.get(key, 0.0) + context
        return self.row(counts)

    def row(self, counts: Mapping[str, float]) -> Row:
        """The integer row of counted keys."""
        weights = {key: round(weight * UNIT) for key, weight in self.weigh(counts).items()}
        if 0 in weights.values():
            weights = {key: weight for key, weight in weights.items() if weight}
        return Row(tuple(weights), tuple(weights.values()))

    def weigh(self, counts: Mapping[str, float]) -> dict[str, float]:
        """The weights of counted keys, of length 1 together; empty for no keys."""
        words: dict[str, float] = {}
        concepts: dict[str, float] = {}
        frequency, idf = self._frequencies.get, self._idf
        for key, count in self._ancestors.added(counts).items():
            weight = idf[frequency(key, 0)] * (1.0 + math.log(count) if count > 1.0 else count)
            if key.startswith(CONCEPT_PREFIX):
                concepts[key] = weight
            else:
                words[key] = weight
        share = self._parameters.concept_share if words and concepts else float(not words)
        return {**_scaled(words, math.sqrt(1.0 - share)), **_scaled(concepts, math.sqrt(share))}


class Ancestors:
    """What a concept says for its parent (`share`), its grandparent (its square), and so on."""

    def __init__(self, lexicon: Lexicon, share: float) -> None:
        self._lexicon = lexicon
        self._share = share
        self._known: dict[str, tuple[tuple[str, float], ...]] = {}

    def added(self, counts: Mapping[str, float]) -> Mapping[str, float]:
        """The counts with those of the ancestors."""
        sums: dict[str, float] = dict(counts)
        for key, count in counts.items():
            if key.startswith(CONCEPT_PREFIX):
                for ancestor, part in self._of(key):
                    sums[ancestor] = sums.get(ancestor, 0.0) + part * count
        return sums

    def _of(self, key: str) -> tuple[tuple[str, float], ...]:
        known = self._known.get(key)
        if known is None:
            chain, part = [], self._share
            parent = self._lexicon.parent_key(key) if part else None
            while parent is not None:
                chain.append((parent, part))
                parent, part = self._lexicon.parent_key(parent), part * self._share
            known = self._known[key] = tuple(chain)
        return known


def _scaled(weights: dict[str, float], length: float) -> dict[str, float]:
    norm = math.sqrt(math.fsum([weight * weight for weight in weights.values()]))
    if not norm or not length:
        return {}
    factor = length / norm
    return {key: weight * factor for key, weight in weights.items()}


def document_frequencies(profiles: Iterable[SaidProfile], lexicon: Lexicon) -> Counter[str]:
    """In how many whole profiles each key stands, ancestors of concepts included."""
    ancestors = Ancestors(lexicon, 1.0)
    frequencies: Counter[str] = Counter()
    for profile in profiles:
        frequencies.update(ancestors.added(profile.counts()).keys())
    return frequencies
