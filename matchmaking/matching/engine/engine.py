"""The engine as others see it: documents in, scored and explained pairs out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.matching.engine.documents import COUNTRIES, DocumentError, ProfileDocument
from matchmaking.matching.engine.encoding import Weighting, document_frequencies
from matchmaking.matching.engine.explanation import explain_pair
from matchmaking.matching.engine.index import Index
from matchmaking.matching.engine.outcomes import Explanation, Silence, Suggestion
from matchmaking.matching.engine.packing import Vocabulary, pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.reading import read_profile
from matchmaking.matching.engine.statistics import Statistics, drawn

ENGINE_VERSION = "1.1"
"""Changes whenever the same documents and parameters may give other scores."""


class NotFittedError(RuntimeError):
    """The engine was asked before `fit`."""


class Engine:
    """Learns from documents (`fit`), then suggests pairs across the border and explains them.

    The order of documents never matters. `update` and `remove` keep the statistics of the fit, so that any
    sequence of them equals `fit(the same documents, statistics=engine.statistics_)`.
    """

    def __init__(self, parameters: Parameters | None = None, lexicon: Lexicon | None = None) -> None:
        self.parameters = parameters or Parameters()
        self.lexicon = product_lexicon() if lexicon is None else lexicon
        self._index: Index | None = None
        self._statistics: Statistics | None = None

    def fit(self, documents: Iterable[ProfileDocument], statistics: Statistics | None = None) -> Engine:
        """Reads all documents; `statistics` of an earlier fit are kept as they are. Raises
        `DocumentError`.
        """
        sources = sorted(documents, key=lambda document: document.key)
        for one, other in pairwise(sources):
            if one.key == other.key:
                raise DocumentError(f"{one.key}: two documents have this key")
        said = [read_profile(document, self.lexicon).said() for document in sources]
        frequencies = statistics.frequencies if statistics else document_frequencies(said, self.lexicon)
        weighting = Weighting(
            frequencies, statistics.documents if statistics else len(said), self.lexicon, self.parameters
        )
        encoded = [weighting.encode(profile) for profile in said]
        if statistics is None:
            vocabulary = Vocabulary((key, number) for number, key in enumerate(sorted(frequencies)))
            reference = {}
            for country in COUNTRIES:
                side = {one.source.key: one for one in encoded if one.source.country == country}
                chosen = drawn(side, self.parameters.reference_size)
                reference[country] = pack((side[key] for key in chosen), vocabulary)
            statistics = Statistics(len(encoded), dict(frequencies), self.lexicon.version, reference)
        self._statistics = statistics
        self._weighting = weighting
        self._index = Index(statistics, self.parameters)
        self._index.put(encoded)
        return self

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
        left = self._held(key).country == COUNTRIES[0]
        return [
            pair
            for pair in self._fitted().suggestions()
            if (pair.left_key == key and pair.left_rank if left else pair.right_key == key and pair.right_rank)
        ]

    def explain(self, left_key: str, right_key: str) -> Explanation:
        """Why the pair has its score; KeyError for a profile the engine does not hold."""
        left, right = self._held(left_key), self._held(right_key)
        if left.country != COUNTRIES[0]:
            left, right = right, left
        return explain_pair(left, right, self.statistics_, self.parameters, lexicon=self.lexicon)

    def update(self, document: ProfileDocument) -> None:
        """Adds a document, or replaces the one with its key, under the frozen statistics."""
        self._fitted().put([self._weighting.encode(read_profile(document, self.lexicon).said())])

    def remove(self, key: str) -> None:
        """Forgets a document; raises KeyError for one the engine does not hold."""
        self._held(key)
        self._fitted().drop(key)

    def _held(self, key: str) -> ProfileDocument:
        index = self._fitted()
        if key not in index:
            raise KeyError(f"the engine holds no profile {key!r}")
        return index[key].source
