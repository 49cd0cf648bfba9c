"""The engine as others see it: documents in, scored and explained pairs out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.language.resting import collector_at_rest
from matchmaking.matching.engine.documents import COUNTRIES, DocumentError, ProfileDocument
from matchmaking.matching.engine.encoding import EncodedProfile, encode, profile_entries
from matchmaking.matching.engine.explanation import explain
from matchmaking.matching.engine.index import Index
from matchmaking.matching.engine.meeting import Met, met_needs
from matchmaking.matching.engine.outcomes import Explanation, Silence, Suggestion
from matchmaking.matching.engine.packing import Pack, pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.readers import said_by_all
from matchmaking.matching.engine.readings import Readings
from matchmaking.matching.engine.said import said_by
from matchmaking.matching.engine.statistics import Statistics, drawn
from matchmaking.matching.engine.vocabulary import KnownKeys, Vocabulary
from matchmaking.matching.engine.weighting import Weighting, document_frequencies

ENGINE_VERSION = "1.3"
"""Changes whenever the same documents and parameters may give other scores."""


class NotFittedError(RuntimeError):
    """The engine was asked before `fit`."""


class Engine:
    """Learns from documents (`fit`), then suggests pairs across the border and explains them.

    The order of documents never matters. `update` and `remove` keep the statistics of the fit, so that any
    sequence of them equals `fit(the same documents, statistics=engine.statistics_)`.
    """

    def __init__(
        self, parameters: Parameters | None = None, lexicon: Lexicon | None = None, *, processes: int | None = None
    ) -> None:
        """`processes` is how many may read a fit's texts, by default as many as pay; nothing else depends on it."""
        self.parameters = parameters or Parameters()
        self.processes = processes
        self.lexicon = product_lexicon() if lexicon is None else lexicon
        self._index: Index | None = None
        self._statistics: Statistics | None = None

    @collector_at_rest()
    def fit(self, documents: Iterable[ProfileDocument], statistics: Statistics | None = None) -> Engine:
        """Reads all documents; `statistics` of an earlier fit are kept as they are. Raises
        `DocumentError`.
        """
        sources = sorted(documents, key=lambda document: document.key)
        for one, other in pairwise(sources):
            if one.key == other.key:
                raise DocumentError(f"{one.key}: two documents have this key")
        said = said_by_all(sources, self.lexicon, self.processes)
        if statistics is None:
            frequencies: Mapping[str, int] = document_frequencies(
                said.keys, profile_entries(sources, said), self.lexicon
            )
            size, known = len(sources), KnownKeys.of(sorted(frequencies))
        else:
            frequencies, size, known = statistics.frequencies, statistics.documents, statistics.known
        self._weighting = Weighting(frequencies, size, self.lexicon, self.parameters)
        self._vocabulary = Vocabulary(known)
        encoded = encode(sources, said, self._weighting, self._vocabulary)
        if statistics is None:
            statistics = Statistics(size, frequencies, self.lexicon.version, self._reference(encoded))
        self._statistics = statistics
        self._readings = Readings(statistics, self.parameters, self.lexicon)
        self._index = Index(statistics, self.parameters, self._vocabulary)
        self._index.put(encoded)
        return self

    def _reference(self, encoded: Sequence[EncodedProfile]) -> dict[str, Pack]:
        """A draw of each side."""
        reference = {}
        for country in COUNTRIES:
            side = {one.source.key: one for one in encoded if one.source.country == country}
            reference[country] = pack(side[key] for key in drawn(side, self.parameters.reference_size))
        return reference

    @property
    def statistics_(self) -> Statistics:
        """What the fit learned; raises `NotFittedError` before it."""
        if self._statistics is None:
            raise NotFittedError("the engine has not been fitted")
        return self._statistics

    @property
    def silence_(self) -> Silence | None:
        """Why there is no suggestion at all, as a code with counts; None if there are some."""
        return self._fitted().silence()

    def _fitted(self) -> Index:
        if self._index is None:
            raise NotFittedError("the engine has not been fitted")
        return self._index

    def suggestions(self) -> list[Suggestion]:
        """Every pair that stands in the list of at least one of its two, by score, ties by keys."""
        return list(self._fitted().suggestions())

    def suggestions_for(self, key: str) -> list[Suggestion]:
        """A profile's own list, best first; raises KeyError for a profile the engine does not hold."""
        self._held(key)
        return list(self._fitted().suggestions_for(key))

    def met_needs(self) -> Met:
        """Every need that a plausible suggestion meets at least plausibly, and who meets it."""
        index = self._fitted()
        return met_needs(index.suggestions(), index.__getitem__, self._vocabulary.columns, self.parameters)

    def explain(self, left_key: str, right_key: str) -> Explanation:
        """Why the pair has its score; KeyError for a profile the engine does not hold."""
        left, right = self._held(left_key), self._held(right_key)
        if left.country != COUNTRIES[0]:
            left, right = right, left
        return explain(left, right, self._readings)

    def update(self, document: ProfileDocument) -> None:
        """Adds a document, or replaces the one with its key, under the frozen statistics."""
        index = self._fitted()
        said = said_by([document], self.lexicon)
        index.put(encode([document], said, self._weighting, self._vocabulary))

    def remove(self, key: str) -> None:
        """Forgets a document; raises KeyError for one the engine does not hold."""
        self._held(key)
        self._fitted().drop(key)

    def _held(self, key: str) -> ProfileDocument:
        index = self._fitted()
        if key not in index:
            raise KeyError(f"the engine holds no profile {key!r}")
        return index[key].source
