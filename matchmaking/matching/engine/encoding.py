"""From a profile's words to exact integer weights: TF-IDF rows of its needs, its offers and its whole.

Weights are rounded to int16 (w·2¹⁴), so that sums over them are the same in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.rows import Integers, Rows
from matchmaking.matching.engine.said import Said
from matchmaking.matching.engine.traits import Traits
from matchmaking.matching.engine.vocabulary import Vocabulary
from matchmaking.matching.engine.weighting import ONE, Entries, Weighed, Weighting

UNIT = 1 << 14
"""The integer that stands for a weight of 1."""
SQUARE = float(UNIT * UNIT)
"""What a dot product of two rows is divided by to be a similarity."""


@dataclass(frozen=True, slots=True)
class EncodedProfile:
    """The rows of a profile: its needs in the order of `need_keys`, its offers alike, and last its whole."""

    source: ProfileDocument
    traits: Traits
    need_keys: tuple[str, ...]
    offer_keys: tuple[str, ...]
    rows: Rows

    @property
    def is_silent(self) -> bool:
        """Whether not one word of it is known."""
        return int(self.rows.starts[-1]) == int(self.rows.starts[-2])


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which field belongs to which row. A profile's fields are its summary, then title and text of each need and
    offer; its rows are its needs, its offers and its whole.
    """

    summaries: Integers  # of each row, the field of its profile's summary
    wholes: Integers  # of each field, the row of its profile
    owns: Integers  # of each field, the row of its opportunity; -1 for a summary
    weights: Integers  # of each field, what one of its words counts in its opportunity
    contexts: Integers  # of each row, what one word of the summary counts in it; 0 for a whole

    @classmethod
    def of(cls, sizes: Sequence[tuple[int, int]], weighting: Weighting) -> _Layout:
        parameters = weighting.parameters
        title, needs, offers = (
            round(share * ONE) for share in (parameters.title_weight, parameters.need_context, parameters.offer_context)
        )
        both = np.array(sizes, dtype=np.int64).reshape(-1, 2)
        counts = both.sum(axis=1)
        last = np.cumsum(counts + 1) - 1
        first_field = np.cumsum(2 * counts + 1) - 2 * counts - 1
        owner = np.repeat(np.arange(len(counts)), counts + 1)
        within = np.arange(len(owner)) - np.repeat(last - counts, counts + 1)
        fields = np.repeat(np.arange(len(counts)), 2 * counts + 1)
        inside = np.arange(len(fields)) - first_field[fields]
        return cls(
            summaries=first_field[owner],
            wholes=last[fields],
            owns=np.where(inside > 0, (last - counts)[fields] + (inside - 1) // 2, -1),
            weights=np.where(inside % 2 == 1, title, ONE),
            contexts=np.where(within < both[owner, 0], needs, np.where(within < counts[owner], offers, 0)),
        )


def encode(
    documents: Iterable[ProfileDocument], said: Said, weighting: Weighting, vocabulary: Vocabulary
) -> list[EncodedProfile]:
    """The integer rows of profiles, from what they say; columns are the numbers that the vocabulary gives the keys."""
    sources = [(source, source.side("need"), source.side("offer")) for source in documents]
    sizes = [(len(needs), len(offers)) for _, needs, offers in sources]
    weighed = weighting.weigh(said.keys, _entries(said, _Layout.of(sizes, weighting)))
    rows = _rounded(weighed, sum(map(sum, sizes)) + len(sizes), vocabulary)
    encoded, first = [], 0
    for (source, needs, offers), size in zip(sources, map(sum, sizes), strict=True):
        keys = tuple(need.key for need in needs), tuple(offer.key for offer in offers)
        encoded.append(EncodedProfile(source, Traits.of(source), *keys, rows.slice(first, first + size + 1)))
        first += size + 1
    return encoded


def _entries(said: Said, layout: _Layout) -> Entries:
    """Every word once for the whole profile, once for its opportunity, and in part for those it is a context of."""
    once, starts = Entries.once(said), np.array(said.starts, dtype=np.int64)
    fields, codes, lengths = once.rows, once.codes, np.diff(starts)
    own = layout.owns[fields] >= 0
    spoken = np.bincount(layout.owns[fields[own]], minlength=len(layout.contexts)) > 0
    lit = np.flatnonzero(spoken & (layout.contexts > 0))  # an opportunity without a word stays without
    sizes = lengths[layout.summaries[lit]]
    places = np.repeat(starts[layout.summaries[lit]] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    return Entries(
        np.concatenate([layout.wholes[fields], layout.owns[fields[own]], np.repeat(lit, sizes)]),
        np.concatenate([codes, codes[own], codes[places]]),
        np.concatenate([once.amounts, layout.weights[fields[own]], np.repeat(layout.contexts[lit], sizes)]),
    )


def profile_entries(documents: Sequence[ProfileDocument], said: Said) -> Entries:
    """Every word of every profile, for a row of that profile."""
    texts = np.array([1 + 2 * len(document.opportunities) for document in documents], dtype=np.int64)
    once = Entries.once(said)
    return Entries(np.repeat(np.arange(len(documents)), texts)[once.rows], once.codes, once.amounts)


def _rounded(weighed: Weighed, count: int, vocabulary: Vocabulary) -> Rows:
    """`count` rows of weights in units of 1/`UNIT`; what rounds to nothing is left out."""
    integers = np.rint(weighed.weights * UNIT).astype(np.int32)
    kept = integers > 0
    numbers = np.array([vocabulary[key] for key in weighed.keys], dtype=np.int32)
    starts = np.append(0, np.cumsum(np.bincount(weighed.rows[kept], minlength=count)))
    return Rows(starts, numbers[weighed.codes[kept]], integers[kept])
