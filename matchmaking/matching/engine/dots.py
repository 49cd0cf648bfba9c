"""Exact dot products of integer rows, in two ways that give the same whole numbers.

`few` is numpy alone, for a page that explains one pair; `many` is scikit-learn's sparse product, for runs. A sum
over int16 weights of rows of length 1 stays below 2²⁹: float64 holds it exactly, so that the order of a sum cannot
matter.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matchmaking.matching.engine.rows import Floats, Groups, Rows

Product = Callable[[Rows, Rows, int], Floats]
"""(left rows, right rows, number of columns) -> the matrix of their dot products, whole numbers."""


def few(left: Rows, right: Rows, columns: int) -> Floats:
    """Dot products by the inverted index of the side that has more rows: only columns of the other are read."""
    if len(left) > len(right):
        return few(right, left, columns).T
    index = right.inverted
    begins, ends = index.bounds(left.columns)
    lengths = ends - begins
    # The places in the index of each weight of the left side, one after another.
    places = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    rows = np.repeat(np.repeat(np.arange(len(left)), np.diff(left.starts)), lengths)
    products = np.repeat(left.weights, lengths) * index.weights[places]
    cells = rows * len(right) + index.rows[places]
    dots: Floats = np.bincount(cells, weights=products, minlength=len(left) * len(right)).astype(np.float64, copy=False)
    return dots.reshape(len(left), len(right))


def many(left: Rows, right: Rows, columns: int) -> Floats:
    """Dot products by the sparse product of scikit-learn that fills a dense matrix."""
    from scipy.sparse import csr_matrix
    from sklearn.utils.sparsefuncs import sparse_matmul_to_dense

    index = right.inverted
    rows = csr_matrix((left.weights.astype(np.float64), left.columns, left.starts), shape=(len(left), columns))
    inverse = csr_matrix(
        (index.weights.astype(np.float64), index.rows, index.padded(columns)), shape=(columns, len(right))
    )
    dots: Floats = sparse_matmul_to_dense(rows, inverse)
    return dots


def best_of_groups(left: Groups, right: Groups, columns: int, product: Product) -> Floats:
    """For each pair of profiles the greatest dot product of a left row with a right row."""
    rows, others = left.slots, right.slots
    return others.most_by_column(rows.most_by_row(product(rows.rows, others.rows, columns)))
