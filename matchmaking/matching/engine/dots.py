"""Exact dot products of integer rows, in two ways that give the same integers.

`few` is numpy alone, for a page that explains one pair; `many` is scipy's sparse product, for runs. A sum
over int16 weights of rows of length 1 stays below 2²⁹, so int32 never overflows and the order of the sum
cannot matter.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from matchmaking.matching.engine.packing import Groups, Rows

Dots = npt.NDArray[np.int32]
Product = Callable[[Rows, Rows, int], Dots]
"""(left rows, right rows, number of columns) -> the matrix of their dot products."""


def few(left: Rows, right: Rows, columns: int) -> Dots:
    """Dot products by one dense row after another of the side that has fewer."""
    if len(left) > len(right):
        return few(right, left, columns).T
    result = np.zeros((len(left), len(right)), dtype=np.int32)
    filled = np.flatnonzero(np.diff(right.starts))
    if not len(filled):
        return result
    dense = np.zeros(columns, dtype=np.int32)
    for number in range(len(left)):
        own = slice(left.starts[number], left.starts[number + 1])
        dense[left.columns[own]] = left.weights[own]
        products = dense[right.columns] * right.weights
        result[number, filled] = np.add.reduceat(products, right.starts[filled])
        dense[left.columns[own]] = 0
    return result


def many(left: Rows, right: Rows, columns: int) -> Dots:
    """Dot products by scipy's sparse product."""
    from scipy.sparse import csr_matrix

    def matrix(rows: Rows) -> csr_matrix:
        return csr_matrix((rows.weights, rows.columns, rows.starts), shape=(len(rows), columns))

    dots: Dots = (matrix(left) @ matrix(right).T).toarray()
    return dots


def best_of_groups(left: Groups, right: Groups, columns: int, product: Product) -> Dots:
    """For each pair of profiles the greatest dot product of a left row with a right row."""
    dots = product(left.rows, right.rows, columns)
    across = np.maximum.reduceat(dots, right.firsts[:-1], axis=1)
    best: Dots = np.maximum.reduceat(across, left.firsts[:-1], axis=0)
    return best
