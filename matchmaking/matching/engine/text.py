"""A scikit-learn style vectorizer over the language room: texts in, one L2-normalised row each out.

The engine's own rows are the integers of `encoding`; this is the same weighting for programs that want a
matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.language.terms import read
from matchmaking.matching.engine.encoding import Ancestors, Weighting
from matchmaking.matching.engine.parameters import Parameters


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
        counts = [self._counts(text) for text in texts]
        frequencies: Counter[str] = Counter()
        ancestors = Ancestors(self._lexicon(), 1.0)
        for one in counts:
            frequencies.update(ancestors.added(one).keys())
        self.vocabulary_ = {key: number for number, key in enumerate(sorted(frequencies))}
        self._weighting = Weighting(frequencies, len(counts), self._lexicon(), self.parameters or Parameters())
        return self

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """The rows of texts, shape (texts, keys), float64."""
        check_is_fitted(self, "vocabulary_")
        starts, columns, values = [0], [], []
        for text in texts:
            known = {key: count for key, count in self._counts(text).items() if key in self.vocabulary_}
            weights = self._weighting.weigh(known)
            for key in sorted(weights):
                columns.append(self.vocabulary_[key])
                values.append(weights[key])
            starts.append(len(columns))
        shape = (len(starts) - 1, len(self.vocabulary_))
        return csr_matrix((np.array(values, dtype=np.float64), np.array(columns, dtype=np.int32), starts), shape=shape)

    def get_feature_names_out(self, input_features: Sequence[str] | None = None) -> np.ndarray:
        """The keys in the order of the columns."""
        return np.array(list(self.vocabulary_), dtype=object)

    def _lexicon(self) -> Lexicon:
        return product_lexicon() if self.lexicon is None else self.lexicon

    def _counts(self, text: str) -> Counter[str]:
        return Counter(read(text, lexicon=self._lexicon()).keys)
