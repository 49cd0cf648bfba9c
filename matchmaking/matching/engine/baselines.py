"""Plain methods on whole profiles, to stand beside the engine in the table of an evaluation.

Only evaluations import this; scikit-learn and bm25s are loaded when a method is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from matchmaking.language.lexicon import Lexicon
from matchmaking.language.terms import read
from matchmaking.matching.engine.documents import LEFT_COUNTRY, ProfileDocument
from matchmaking.matching.engine.rows import Floats

_WORDS_ONLY = Lexicon.empty()
Scores = Callable[[list[str], list[str]], Floats]
"""(left texts, right texts) -> how near each is to each."""


def whole_text(document: ProfileDocument) -> str:
    """Everything a profile says."""
    return "\n".join([document.summary, *(f"{one.title}\n{one.text}" for one in document.opportunities)])


def lists_of(documents: Sequence[ProfileDocument], scores: Scores) -> dict[str, list[str]]:
    """Every profile's list of the whole other side by a method on whole texts; ties by keys."""
    ordered = sorted(documents, key=lambda document: document.key)
    left = [document for document in ordered if document.country == LEFT_COUNTRY]
    right = [document for document in ordered if document.country != LEFT_COUNTRY]
    if not left or not right:
        return {}
    matrix = scores([whole_text(one) for one in left], [whole_text(one) for one in right])
    lists = {}
    for own, others, rows in ((left, right, matrix), (right, left, matrix.T)):
        for document, row in zip(own, rows, strict=True):
            lists[document.key] = [others[place].key for place in np.argsort(-row, kind="stable")]
    return lists


def default_tfidf(left: list[str], right: list[str]) -> Floats:
    """scikit-learn's TfidfVectorizer as it comes."""
    return _tfidf(left, right)


def stemmed_tfidf(left: list[str], right: list[str]) -> Floats:
    """The same on our stems, with sublinear term frequency."""
    return _tfidf(left, right, analyzer=stems, sublinear_tf=True)


def _tfidf(left: list[str], right: list[str], **options: object) -> Floats:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(**options)
    try:
        rows = vectorizer.fit_transform([*left, *right])
    except ValueError:  # no word at all
        return np.zeros((len(left), len(right)))
    matrix: Floats = (rows[: len(left)] @ rows[len(left) :].T).toarray()
    return matrix


def bm25(left: list[str], right: list[str]) -> Floats:
    """BM25 both ways (bm25s), added."""
    import bm25s

    def one_way(queries: list[str], corpus: list[str]) -> Floats:
        index = bm25s.BM25()
        index.index([stems(text) or [""] for text in corpus], show_progress=False)
        return np.array([index.get_scores(stems(query) or [""]) for query in queries])

    matrix: Floats = one_way(left, right) + one_way(right, left).T
    return matrix


def stems(text: str) -> list[str]:
    """The stems of a text, without concepts."""
    return list(read(text, lexicon=_WORDS_ONLY).keys)
