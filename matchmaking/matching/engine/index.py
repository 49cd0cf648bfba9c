"""The profiles an engine holds and the lists drawn from them; how a pair is weighed is not decided here.

Everything derived (packs, lists) is made when asked for; when a few profiles have changed, lists are mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from matchmaking.language.resting import collector_at_rest
from matchmaking.matching.engine.documents import COUNTRIES, LEFT_COUNTRY, RIGHT_COUNTRY
from matchmaking.matching.engine.dots import many
from matchmaking.matching.engine.encoding import EncodedProfile
from matchmaking.matching.engine.facts import eligible
from matchmaking.matching.engine.lists import Lists, Pairs, Remains, remains
from matchmaking.matching.engine.outcomes import Silence, Suggestion
from matchmaking.matching.engine.packing import Pack, pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.rows import Floats, Integers
from matchmaking.matching.engine.scoring import correction, hubs, parts
from matchmaking.matching.engine.statistics import Statistics
from matchmaking.matching.engine.threads import in_order
from matchmaking.matching.engine.topk import best_of_rows
from matchmaking.matching.engine.vocabulary import Vocabulary

_BLOCK = 128  # profiles of the left side scored at once
_FEW = 8  # lists are mended while less than one profile in so many has changed, else made anew
_ROOM = 4  # how many times more pairs than the lists hold are kept before they are ranked


class Index:
    """Encoded profiles by key, and the suggestions among them under one set of statistics and parameters."""

    def __init__(self, statistics: Statistics, parameters: Parameters, vocabulary: Vocabulary) -> None:
        self._statistics = statistics
        self._parameters = parameters
        self._vocabulary = vocabulary
        self._profiles: dict[str, EncodedProfile] = {}
        self._hubs: dict[str, float] = {}
        self._sides: dict[str, Pack] = {}
        self._lists: Lists | None = None
        self._touched: set[str] = set()
        self._suggestions: list[Suggestion] | None = None
        self._by_key: dict[str, list[Suggestion]] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._profiles

    def __getitem__(self, key: str) -> EncodedProfile:
        return self._profiles[key]

    def put(self, profiles: Iterable[EncodedProfile]) -> None:
        """Adds profiles, or replaces those with the same keys."""
        fresh = list(profiles)
        alone = not self._profiles
        self._forget(profile.source.key for profile in fresh)
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
        self._forget([key])

    def _forget(self, touched: Iterable[str]) -> None:
        self._touched.update(touched)
        self._sides = {}
        self._suggestions = None

    def suggestions(self) -> list[Suggestion]:
        """Every pair of a list of either side, best first, ties by keys."""
        if self._suggestions is None:
            self._find()
        return self._suggestions or []

    def suggestions_for(self, key: str) -> list[Suggestion]:
        """The list of one profile, best first."""
        self.suggestions()
        return self._by_key.get(key, [])

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

        def terms(block: Pack) -> list[float]:
            found = hubs(block, reference, self._vocabulary.columns, self._parameters, many, left=left)
            return found.tolist()  # type: ignore[no-any-return]

        return [term for found in in_order(terms, [block for _, block in side.blocks(_BLOCK)]) for term in found]

    def _hub_array(self, side: Pack) -> Floats:
        return np.array([self._hubs[profile.key] for profile in side.traits], dtype=np.float64)

    @collector_at_rest()
    def _find(self) -> None:
        left, right = self._side(LEFT_COUNTRY), self._side(RIGHT_COUNTRY)
        keys = [profile.key for profile in left.traits], [profile.key for profile in right.traits]
        if self._lists is None or len(self._touched) * _FEW > len(self._profiles):
            found = Remains(Pairs.none(), np.arange(len(left)), np.arange(0))
        else:
            found = remains(self._lists, *keys, self._touched, self._parameters.top_n)
        self._lists = Lists(*keys, self._searched(left, right, found))
        self._touched = set()
        self._suggestions = _suggestions(self._lists, self._parameters.top_n)
        self._by_key = _by_key(self._suggestions)

    def _searched(self, left: Pack, right: Pack, found: Remains) -> Pairs:
        """All pairs of lists, when those of the positions `found.left` and `found.right` are searched anew."""
        everyone = np.arange(len(left)), np.arange(len(right))
        pairs, count = found.pairs, self._parameters.top_n
        room = _ROOM * count * (len(left) + len(right))
        for rows, columns in ((found.left, everyone[1]), (everyone[0], found.right)):
            if not len(rows) or not len(columns):
                continue
            others = right if len(columns) == len(right) else right.take(columns)
            blocks = [rows[first : first + _BLOCK] for first in range(0, len(rows), _BLOCK)]
            search = partial(self._best_of_block, others=others, left=left)
            for block, fresh in zip(blocks, in_order(search, blocks), strict=True):
                pairs = pairs.and_also(fresh._replace(left=block[fresh.left], right=columns[fresh.right]))
                if len(pairs.left) > room:  # not after every block: ranking costs more than room
                    pairs = pairs.listed(count)
        return pairs.listed(count)

    def _best_of_block(self, block: Integers, left: Pack, others: Pack) -> Pairs:
        """The pairs of some of the left profiles with others that stand in a list as far as these can tell."""
        some = left.take(block)
        found = parts(some, others, self._vocabulary.columns, self._parameters, many)
        taken = correction(self._hub_array(some), self._hub_array(others), self._parameters)
        scores = np.where(found.eligible & found.spoken(), found.join(self._parameters) + taken, -np.inf)
        own = best_of_rows(scores, self._parameters.top_n)
        theirs = best_of_rows(np.ascontiguousarray(scores.T), self._parameters.top_n)[::-1]
        rows, columns = np.concatenate([own, theirs], axis=1)
        values = (scores, found.forward, found.backward, found.affinity(self._parameters), found.facts, taken)
        return Pairs(rows, columns, np.array([matrix[rows, columns] for matrix in values]))


def _suggestions(lists: Lists, count: int) -> list[Suggestion]:
    def rank(number: int) -> int | None:
        return number if number <= count else None

    pairs = lists.pairs
    columns = (pairs.left, pairs.right, pairs.left_ranks(), pairs.right_ranks(), *pairs.values)
    found = [
        Suggestion(
            lists.left_keys[one],
            lists.right_keys[other],
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


def _by_key(suggestions: Iterable[Suggestion]) -> dict[str, list[Suggestion]]:
    """Each profile's own list, best first."""
    lists: dict[str, list[Suggestion]] = {}
    for pair in suggestions:
        for key, rank in ((pair.left_key, pair.left_rank), (pair.right_key, pair.right_rank)):
            if rank is not None:
                lists.setdefault(key, []).append(pair)
    return lists
