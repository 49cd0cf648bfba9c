"""The profiles an engine holds and the lists drawn from them; how a pair is weighed is not decided here.

Everything derived (packs, hub terms, lists) is made when asked for and forgotten when a profile changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from matchmaking.matching.engine.documents import COUNTRIES, LEFT_COUNTRY, RIGHT_COUNTRY
from matchmaking.matching.engine.dots import many
from matchmaking.matching.engine.encoding import EncodedProfile
from matchmaking.matching.engine.facts import Mask, eligible
from matchmaking.matching.engine.outcomes import Silence, Suggestion
from matchmaking.matching.engine.packing import Pack, pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.rows import Floats, Integers
from matchmaking.matching.engine.scoring import correction, hubs, parts
from matchmaking.matching.engine.statistics import Statistics
from matchmaking.matching.engine.topk import best_of_rows, ranks
from matchmaking.matching.engine.vocabulary import Vocabulary

_BLOCK = 128  # profiles of the left side scored at once
_ROOM = 4  # how many times more pairs than the lists hold are kept before they are ranked


class _Pairs(NamedTuple):
    """Scored pairs: the positions of their profiles, and a row of `values` for each field of the score."""

    left: Integers
    right: Integers
    values: Floats  # score, forward, backward, affinity, facts, correction

    def where(self, kept: Mask) -> _Pairs:
        return _Pairs(self.left[kept], self.right[kept], self.values[:, kept])

    def and_also(self, others: _Pairs) -> _Pairs:
        left, right = np.concatenate([self.left, others.left]), np.concatenate([self.right, others.right])
        return _Pairs(left, right, np.concatenate([self.values, others.values], axis=1))

    def listed(self, count: int) -> _Pairs:
        """Those that stand among the first `count` of either of their two."""
        return self.where((self.left_ranks() <= count) | (self.right_ranks() <= count))

    def left_ranks(self) -> Integers:
        return ranks(self.left, self.values[0], self.right)

    def right_ranks(self) -> Integers:
        return ranks(self.right, self.values[0], self.left)


class Index:
    """Encoded profiles by key, and the suggestions among them under one set of statistics and parameters."""

    def __init__(self, statistics: Statistics, parameters: Parameters, vocabulary: Vocabulary) -> None:
        self._statistics = statistics
        self._parameters = parameters
        self._vocabulary = vocabulary
        self._profiles: dict[str, EncodedProfile] = {}
        self._hubs: dict[str, float] = {}
        self._sides: dict[str, Pack] = {}
        self._suggestions: list[Suggestion] | None = None

    def __contains__(self, key: object) -> bool:
        return key in self._profiles

    def __getitem__(self, key: str) -> EncodedProfile:
        return self._profiles[key]

    def put(self, profiles: Iterable[EncodedProfile]) -> None:
        """Adds profiles, or replaces those with the same keys."""
        fresh = list(profiles)
        alone = not self._profiles
        self._forget()
        for profile in fresh:
            self._profiles[profile.source.key] = profile
        for country in COUNTRIES:
            side = pack(one for one in fresh if one.source.country == country)
            self._hubs.update(zip((one.key for one in side.traits), self._hub_terms(side, country), strict=True))
            if alone:
                self._sides[country] = side

    def drop(self, key: str) -> None:
        """Forgets a profile; raises KeyError if it is not held."""
        del self._profiles[key], self._hubs[key]
        self._forget()

    def _forget(self) -> None:
        self._sides = {}
        self._suggestions = None

    def suggestions(self) -> list[Suggestion]:
        """Every pair of a list of either side, best first, ties by keys."""
        if self._suggestions is None:
            self._suggestions = self._find()
        return self._suggestions

    def silence(self) -> Silence | None:
        """Why there is no suggestion at all, or None if there are some."""
        if self.suggestions():
            return None
        counts = {country: len(self._side(country)) for country in COUNTRIES}
        wordless = sum(profile.is_silent for profile in self._profiles.values())
        if not self._profiles:
            return Silence("no_profiles", counts)
        if not all(counts.values()):
            return Silence("one_side_only", counts)
        counts["without_words"] = wordless
        if wordless == len(self._profiles):
            return Silence("no_words", counts)
        left, right = self._side(LEFT_COUNTRY), self._side(RIGHT_COUNTRY)
        counts["eligible_pairs"] = int(eligible(left.traits, right.traits).sum())
        return Silence("nothing_in_common" if counts["eligible_pairs"] else "nobody_eligible", counts)

    def _side(self, country: str) -> Pack:
        if country not in self._sides:
            held = (one for one in self._profiles.values() if one.source.country == country)
            self._sides[country] = pack(held)
        return self._sides[country]

    def _hub_terms(self, side: Pack, country: str) -> list[float]:
        left = country == LEFT_COUNTRY
        reference = self._statistics.reference[RIGHT_COUNTRY if left else LEFT_COUNTRY]
        terms: list[float] = []
        for _, block in side.blocks(_BLOCK):
            terms.extend(hubs(block, reference, self._vocabulary.columns, self._parameters, many, left=left).tolist())
        return terms

    def _hub_array(self, side: Pack) -> Floats:
        return np.array([self._hubs[profile.key] for profile in side.traits], dtype=np.float64)

    def _find(self) -> list[Suggestion]:
        left, right = self._side(LEFT_COUNTRY), self._side(RIGHT_COUNTRY)
        if not len(left) or not len(right):
            return []
        found: _Pairs | None = None
        room = _ROOM * self._parameters.top_n * (len(left) + len(right))
        for positions, block in left.blocks(_BLOCK):
            fresh = self._best_of_block(positions, block, right)
            found = fresh if found is None else found.and_also(fresh)
            if len(found.left) > room:  # not after every block: ranking costs more than room
                found = found.listed(self._parameters.top_n)
                room = _ROOM * len(found.left)
        lists = None if found is None else found.listed(self._parameters.top_n)
        return _suggestions(lists, left, right, self._parameters.top_n) if lists is not None else []

    def _best_of_block(self, positions: Integers, block: Pack, right: Pack) -> _Pairs:
        """The pairs of a block of left profiles that stand in a list as far as the block can tell."""
        found = parts(block, right, self._vocabulary.columns, self._parameters, many)
        taken = correction(self._hub_array(block), self._hub_array(right), self._parameters)
        scores = np.where(found.eligible & found.spoken(), found.join(self._parameters) + taken, -np.inf)
        own = best_of_rows(scores, self._parameters.top_n)
        others = best_of_rows(np.ascontiguousarray(scores.T), self._parameters.top_n)[::-1]
        cells = np.unique(np.concatenate([row * len(right) + column for row, column in (own, others)]))
        rows, columns = np.divmod(cells, len(right))
        values = (scores, found.forward, found.backward, found.affinity(self._parameters), found.facts, taken)
        return _Pairs(positions[rows], columns, np.array([matrix[rows, columns] for matrix in values]))


def _suggestions(lists: _Pairs, left: Pack, right: Pack, count: int) -> list[Suggestion]:
    def rank(number: int) -> int | None:
        return number if number <= count else None

    columns = (lists.left, lists.right, lists.left_ranks(), lists.right_ranks(), *lists.values)
    found = [
        Suggestion(
            left.traits[one].key,
            right.traits[other].key,
            *(score, forward, backward, affinity, facts, taken),
            left_rank=rank(left_rank),
            right_rank=rank(right_rank),
        )
        for one, other, left_rank, right_rank, score, forward, backward, affinity, facts, taken in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]
    found.sort(key=lambda pair: (-pair.score, pair.left_key, pair.right_key))
    return found
