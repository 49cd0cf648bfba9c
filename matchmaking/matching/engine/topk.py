"""Exact best n by score, ties to the smaller index; profiles stand in the order of their keys, so to the
smaller key.
"""

from __future__ import annotations

import numpy as np

from matchmaking.matching.engine.rows import Floats, Integers


def best_of_rows(scores: Floats, count: int) -> tuple[Integers, Integers]:
    """(row, column) of the `count` greatest finite scores of each row of a matrix."""
    width = scores.shape[1]
    wanted = np.isfinite(scores)
    if count < width:
        wanted &= scores >= np.partition(scores, width - count, axis=1)[:, width - count, None]
    rows, columns = np.nonzero(wanted)
    if not len(rows) or np.bincount(rows).max() <= count:  # no ties at the end of a list
        return rows, columns
    kept = ranks(rows, scores[rows, columns], columns) <= count
    return rows[kept], columns[kept]


def ranks(groups: Integers, scores: Floats, ties: Integers) -> Integers:
    """The rank of each entry within its group, from 1: greatest score first, then smallest tie."""
    order = np.lexsort((ties, -scores, groups))
    ordered = groups[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    begins = np.repeat(starts, np.diff(np.append(starts, len(ordered))))
    found = np.empty(len(groups), dtype=np.int64)
    found[order] = np.arange(1, len(groups) + 1) - begins
    return found
