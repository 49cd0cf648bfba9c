"""What is known of a pair beside its words: funding, stage, ticket, languages, purpose; each fact has a code.

Matrices of a whole block at once; a single pair is a block of one, so a run and an explanation share every
line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt

from matchmaking.matching.engine.eligibility import kinds_refusal
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.rows import Floats
from matchmaking.matching.engine.sectors import SAME, nearness
from matchmaking.matching.engine.traits import Traits

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


class Fact(StrEnum):
    """The codes of facts, in the order in which they are summed."""

    SEEKS_FUNDING = "seeks_funding"
    STAGE_FITS = "stage_fits"
    STAGE_EXCLUDED = "stage_excluded"
    TICKET_FITS = "ticket_fits"
    TICKET_BELOW = "ticket_below"
    TICKET_ABOVE = "ticket_above"
    OUTSIDE_THESIS = "outside_thesis"
    CO_INVESTMENT = "co_investment"
    NO_COMMON_LANGUAGE = "no_common_language"
    COMMON_LANGUAGE = "common_language"
    SAME_PURPOSE = "same_purpose"


_NEAR_BELOW = 0.8  # an amount a little under the smallest ticket is worth a question
_ROUND = 3.0  # an investor joins a round of up to three of its largest tickets
_OUTSIDE = 20  # hundredths of nearness below which a trade lies outside a thesis
_UNTOLD = SAME // 2  # nearness to a thesis of one that names no trade


def _column(traits: Sequence[Traits], read: Callable[[Traits], float | None]) -> Floats:
    values = [read(profile) for profile in traits]
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _flags(traits: Sequence[Traits], read: Callable[[Traits], bool]) -> Mask:
    """One answer a profile; an array of truths even of nobody."""
    return np.array([read(profile) for profile in traits], dtype=np.bool_)


def _incidence(sets: Sequence[Sequence[str]], names: Sequence[str]) -> Counts:
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(sets), len(names)), dtype=np.int64)
    for row, members in enumerate(sets):
        for member in members:
            matrix[row, column[member]] = 1
    return matrix


def _names(*sides: Sequence[Sequence[str]]) -> list[str]:
    return sorted({member for side in sides for members in side for member in members})


def common(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Counts:
    """How many members each left set shares with each right set."""
    names = _names(left, right)
    counts: Counts = _incidence(left, names) @ _incidence(right, names).T
    return counts


def sector_likeness(left: Sequence[Traits], right: Sequence[Traits]) -> Floats:
    """Mean nearness of each sector to the nearest of the other's, both ways, in 0..1."""
    left_sets = [sorted(set(profile.sectors)) for profile in left]
    right_sets = [sorted(set(profile.sectors)) for profile in right]
    names = _names(left_sets, right_sets)
    near = np.array([[nearness(a, b) for b in names] for a in names], dtype=np.int64).reshape(len(names), len(names))
    towards_right = _one_way(_incidence(left_sets, names), _incidence(right_sets, names), near)
    towards_left = _one_way(_incidence(right_sets, names), _incidence(left_sets, names), near).T
    return (towards_right + towards_left) / (2.0 * SAME)


def _one_way(members: Counts, others: Counts, near: Counts) -> Floats:
    best = np.zeros_like(others)  # for each set of the others, its nearness to every sector
    for sector in range(len(near)):
        best = np.maximum(best, others[:, sector : sector + 1] * near[sector])
    mean: Floats = (members @ best.T) / np.maximum(members.sum(axis=1), 1)[:, None]
    return mean


def eligible(left: Sequence[Traits], right: Sequence[Traits]) -> Mask:
    """Which pairs of the two sides may be suggested (see `eligibility`)."""

    @cache
    def allowed(first: tuple[str, tuple[str, ...]], second: tuple[str, tuple[str, ...]]) -> bool:
        return kinds_refusal(*first, *second) is None

    classes = [[(profile.kind, profile.also_meets) for profile in side] for side in (left, right)]
    distinct = [sorted(set(side)) for side in classes]
    table = np.array([[allowed(a, b) for b in distinct[1]] for a in distinct[0]], dtype=np.bool_)
    table = table.reshape(len(distinct[0]), len(distinct[1]))
    mask: Mask = table[np.ix_(*([row.index(one) for one in side] for row, side in zip(distinct, classes, strict=True)))]
    columns = {profile.key: number for number, profile in enumerate(right)}
    rows = {profile.key: number for number, profile in enumerate(left)}
    for number, profile in enumerate(left):
        mask[number, [columns[key] for key in profile.excludes if key in columns]] = False
    for number, profile in enumerate(right):
        mask[[rows[key] for key in profile.excludes if key in rows], number] = False
    return mask


def holding(left: Sequence[Traits], right: Sequence[Traits]) -> dict[Fact, Floats]:
    """How far each fact holds for each pair, in 0..1, in the order of `Fact`."""
    investors = [np.array([profile.kind == "investor" for profile in side]) for side in (left, right)]
    together = np.outer(*investors).astype(np.float64)
    found = {**_funding(left, right), **_understanding(left, right), Fact.CO_INVESTMENT: together}
    return {fact: found[fact] for fact in Fact}


def weight_of(fact: Fact, parameters: Parameters) -> float:
    """What a fact that holds adds to the score."""
    return {
        Fact.SEEKS_FUNDING: parameters.funding,
        Fact.STAGE_FITS: parameters.stage_fit,
        Fact.STAGE_EXCLUDED: parameters.stage_misfit,
        Fact.TICKET_FITS: parameters.ticket_fit,
        Fact.TICKET_BELOW: parameters.ticket_misfit,
        Fact.TICKET_ABOVE: parameters.ticket_misfit,
        Fact.OUTSIDE_THESIS: 0.0,  # told, not weighed: money and stage count for nothing there already
        Fact.CO_INVESTMENT: 0.0,  # told, not weighed: what two investors look for says more
        Fact.NO_COMMON_LANGUAGE: parameters.no_common_language,
        Fact.COMMON_LANGUAGE: parameters.common_language,
        Fact.SAME_PURPOSE: parameters.same_purpose,
    }[fact]


def _funding(left: Sequence[Traits], right: Sequence[Traits]) -> dict[Fact, Floats]:
    """Facts of an investor and one it may fund, whichever of the two stands left."""
    one_way = _invests(left, right)
    other_way = _invests(right, left)
    return {fact: np.maximum(one_way[fact], other_way[fact].T) for fact in one_way}


def _invests(side: Sequence[Traits], others: Sequence[Traits]) -> dict[Fact, Floats]:
    """What the investors of a side make of each of the others; nothing for who is no investor."""
    rows = [row for row, profile in enumerate(side) if profile.kind == "investor"]
    found = _of_investors([side[row] for row in rows], others)
    whole = {fact: np.zeros((len(side), len(others))) for fact in found}
    for fact, degrees in found.items():
        whole[fact][rows] = degrees
    return whole


def _of_investors(investors: Sequence[Traits], others: Sequence[Traits]) -> dict[Fact, Floats]:
    """What speaks for an investment counts as far as the trade lies within the thesis; what speaks against, whole."""
    pair = _flags(others, lambda profile: profile.kind != "investor")[None, :]
    amount = _column(others, lambda profile: profile.seeking_amount_eur)[None, :]
    least = _column(investors, lambda profile: profile.ticket_min_eur or 0.0)[:, None]
    most = _column(investors, lambda profile: profile.ticket_max_eur)[:, None]
    ticketed = pair & (~np.isnan(most) | (least > 0.0))
    most = np.where(np.isnan(most), np.inf, most)
    stages = common([profile.stages for profile in investors], [_own_stage(profile) for profile in others]) > 0
    staged = pair & _flags(others, lambda profile: profile.stage is not None)
    staged = staged & _flags(investors, lambda profile: bool(profile.stages))[:, None]
    seeks = _flags(others, _seeks_money)[None, :]
    thesis = _thesis(investors, others)
    within = thesis / SAME
    return {
        Fact.SEEKS_FUNDING: (pair & seeks) * within,
        Fact.STAGE_FITS: (staged & stages) * within,
        Fact.STAGE_EXCLUDED: (staged & ~stages).astype(np.float64),
        Fact.TICKET_FITS: (ticketed & (amount >= least) & (amount <= most)) * within,
        Fact.TICKET_BELOW: (ticketed & (amount < _NEAR_BELOW * least)).astype(np.float64),
        Fact.TICKET_ABOVE: (ticketed & (amount > _ROUND * most)).astype(np.float64),
        Fact.OUTSIDE_THESIS: (pair & (thesis < _OUTSIDE)).astype(np.float64),
    }


def _thesis(investors: Sequence[Traits], others: Sequence[Traits]) -> Counts:
    """How near, in hundredths, the nearest trade of each other comes to a trade of each investor's thesis.

    An investor that names no trade is open to all of them.
    """
    theses, trades = [profile.sectors for profile in investors], [profile.sectors for profile in others]
    names = _names(theses, trades)
    near = np.array([[nearness(a, b) for b in names] for a in names], dtype=np.int64).reshape(len(names), len(names))
    reach = np.zeros((len(theses), len(names)), dtype=np.int64)  # of each thesis to every trade
    for row, thesis in zip(_incidence(theses, names), reach, strict=True):
        np.max(near[row > 0], axis=0, initial=0, out=thesis)
    best = np.zeros((len(theses), len(trades)), dtype=np.int64)
    told = _incidence(trades, names)
    for trade in range(len(names)):
        np.maximum(best, reach[:, trade : trade + 1] * told[:, trade], out=best)
    best[:, ~told.any(axis=1)] = _UNTOLD
    best[[not thesis for thesis in theses]] = SAME
    return best


def _own_stage(profile: Traits) -> tuple[str, ...]:
    return (profile.stage,) if profile.stage is not None else ()


def _seeks_money(profile: Traits) -> bool:
    return bool(profile.seeking_amount_eur) or "financing" in profile.need_kinds


def _understanding(left: Sequence[Traits], right: Sequence[Traits]) -> dict[Fact, Floats]:
    told = np.outer([bool(profile.languages) for profile in left], [bool(profile.languages) for profile in right])
    shared = common([profile.languages for profile in left], [profile.languages for profile in right]) > 0
    purpose = common([one.need_kinds for one in left], [one.offer_kinds for one in right]) > 0
    purpose |= common([one.offer_kinds for one in left], [one.need_kinds for one in right]) > 0
    return {
        Fact.NO_COMMON_LANGUAGE: (told & ~shared).astype(np.float64),
        Fact.COMMON_LANGUAGE: (told & shared).astype(np.float64),
        Fact.SAME_PURPOSE: purpose.astype(np.float64),
    }
