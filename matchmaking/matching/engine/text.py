"""A scikit-learn style vectorizer over the language room: texts in, one L2-normalised row each out.

The engine's own rows are the integers of `encoding`; this is the same weighting for programs that want a
matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.language.terms import read
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.said import Said
from matchmaking.matching.engine.weighting import Entries, Weighting, document_frequencies


class TextVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """TF-IDF of words and concepts. `fit` learns `vocabulary_` and `idf`; texts without any word are zero
    rows.

    Keys that `fit` has not seen are ignored by `transform`; fitting on no text at all gives rows of no
    column.
    """

    def __init__(self, parameters: Parameters | None = None, lexicon: Lexicon | None = None) -> None:
        self.parameters = parameters
        self.lexicon = lexicon

    def fit(self, texts: Iterable[str], y: object = None) -> TextVectorizer:
        """Learns the keys of the texts and in how many of them each stands."""
        said = self._said(texts)
        documents = len(said.starts) - 1
        frequencies = document_frequencies(said.keys, Entries.once(said), self._lexicon())
        self.vocabulary_ = {key: number for number, key in enumerate(sorted(frequencies))}
        self._weighting = Weighting(frequencies, documents, self._lexicon(), self.parameters or Parameters())
        return self

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """The rows of texts, shape (texts, keys), float64."""
        check_is_fitted(self, "vocabulary_")
        said = self._said(texts)
        entries = Entries.once(said)
        known = np.array([key in self.vocabulary_ for key in said.keys], dtype=np.bool_)
        weighed = self._weighting.weigh(said.keys, entries.where(known[entries.codes]))
        columns = np.array([self.vocabulary_.get(key, -1) for key in weighed.keys], dtype=np.int32)[weighed.codes]
        shape = (len(said.starts) - 1, len(self.vocabulary_))
        return csr_matrix((weighed.weights, (weighed.rows, columns)), shape=shape)

    def get_feature_names_out(self, input_features: Sequence[str] | None = None) -> np.ndarray:
        """The keys in the order of the columns."""
        return np.array(list(self.vocabulary_), dtype=object)

    def _lexicon(self) -> Lexicon:
        return product_lexicon() if self.lexicon is None else self.lexicon

    def _said(self, texts: Iterable[str]) -> Said:
        return Said.of(read(text, lexicon=self._lexicon()).keys for text in texts)
