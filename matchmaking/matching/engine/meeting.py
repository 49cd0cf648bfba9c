"""Which needs are met by somebody a profile is suggested with: what a run can say of all needs at once.

The same integers as an explanation's lines of evidence, for every need and every offer of a pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from matchmaking.matching.engine.dots import few
from matchmaking.matching.engine.encoding import SQUARE, EncodedProfile
from matchmaking.matching.engine.outcomes import Suggestion
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.rows import Rows
from matchmaking.matching.engine.strength import least_plausible

Met = Mapping[str, frozenset[str]]
"""Need key -> the keys of the profiles whose offers meet it."""


def met_needs(
    suggestions: Iterable[Suggestion], profile: Callable[[str], EncodedProfile], columns: int, parameters: Parameters
) -> Met:
    """For every need that an offer meets at least plausibly, in a suggestion that is at least plausible: by whom."""
    least = least_plausible(parameters)
    givers: defaultdict[str, list[str]] = defaultdict(list)
    for pair in suggestions:
        if pair.score >= parameters.plausible:
            if pair.forward >= least:
                givers[pair.left_key].append(pair.right_key)
            if pair.backward >= least:
                givers[pair.right_key].append(pair.left_key)
    met: defaultdict[str, set[str]] = defaultdict(set)
    for key, others in givers.items():
        asking, giving = profile(key), [profile(other) for other in others]
        similar = few(_needs(asking), Rows.joined([_offers(one) for one in giving]), columns) / SQUARE
        whose = np.repeat(np.arange(len(giving)), [len(one.offer_keys) for one in giving])
        for need, offer in np.argwhere(similar >= least).tolist():
            met[asking.need_keys[need]].add(others[whose[offer]])
    return {need: frozenset(by) for need, by in met.items()}


def _needs(profile: EncodedProfile) -> Rows:
    return profile.rows.slice(0, len(profile.need_keys))


def _offers(profile: EncodedProfile) -> Rows:
    needs, offers = len(profile.need_keys), len(profile.offer_keys)
    return profile.rows.slice(needs, needs + offers)
