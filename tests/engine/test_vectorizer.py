"""The vectorizer behaves as scikit-learn's do."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

from matchmaking.matching.engine.text import TextVectorizer
from tests.engine.samples import sample_lexicon

TEXTS = ["paiement en ligne pour marchands", "الدفع الإلكتروني", "culture du coton", "de la"]


def test_rows_have_length_one_or_none_and_concepts_bridge_languages() -> None:
    rows = TextVectorizer(lexicon=sample_lexicon()).fit_transform(TEXTS)

    assert rows.shape[0] == 4
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    assert np.allclose(lengths, [1, 1, 1, 0])
    likeness = (rows @ rows.T).toarray()
    assert likeness[0, 1] > 0.2
    assert likeness[0, 2] == 0.0


def test_unknown_words_are_ignored_and_names_follow_the_columns() -> None:
    vectorizer = TextVectorizer(lexicon=sample_lexicon()).fit(TEXTS)

    assert vectorizer.transform(["zzz inconnu"]).nnz == 0
    assert len(vectorizer.get_feature_names_out()) == vectorizer.transform(["coton"]).shape[1]


@pytest.mark.parametrize("texts", [[], ["", "the of"]])
def test_nothing_to_learn_is_no_error(texts: list[str]) -> None:
    assert TextVectorizer(lexicon=sample_lexicon()).fit_transform(texts).shape == (len(texts), 0)


def test_it_must_be_fitted_first() -> None:
    with pytest.raises(NotFittedError):
        TextVectorizer(lexicon=sample_lexicon()).transform(TEXTS)
