"""The pair score: directions, affinity, facts and hub correction, joined by one formula.

Everything that depends on the order of a sum is an integer until `join`; from there on each pair is computed
by itself in float64, so a block of pairs and a single pair give the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaking.matching.engine.dots import Product, best_of_groups
from matchmaking.matching.engine.encoding import SQUARE
from matchmaking.matching.engine.facts import Mask, eligible, holding, sector_likeness, weight_of
from matchmaking.matching.engine.packing import Pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.rows import Floats


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of every pair of two packs, as matrices left × right.

    `forward` is the best similarity of a left need with a right offer, `backward` of a right need with a
    left offer, `rivalry` of two offers, `text` of the whole profiles, all in 0..1; `facts` is a part of the
    score already.
    """

    forward: Floats
    backward: Floats
    rivalry: Floats
    text: Floats
    sectors: Floats
    facts: Floats
    eligible: Mask

    def affinity(self, parameters: Parameters) -> Floats:
        """Likeness of sectors and texts less a share of rivalry."""
        return (
            parameters.sector_likeness * self.sectors
            + parameters.text_likeness * self.text
            - parameters.competition * self.rivalry
        )

    def join(self, parameters: Parameters) -> Floats:
        """The score before the hub correction."""
        exchange = 0.5 * parameters.direction * (self.forward + self.backward)
        return exchange + parameters.affinity * self.affinity(parameters) + self.facts

    def spoken(self) -> Mask:
        """Which pairs have words or concepts in common: without any, nothing can be said for them."""
        return (self.forward > 0.0) | (self.backward > 0.0) | (self.text > 0.0)


def parts(left: Pack, right: Pack, columns: int, parameters: Parameters, product: Product) -> Parts:
    """The parts of every pair of two packs that share a vocabulary of `columns` keys."""
    total = np.zeros((len(left), len(right)))
    for fact, degree in holding(left.traits, right.traits).items():
        total = total + degree * weight_of(fact, parameters)
    return Parts(
        forward=best_of_groups(left.needs, right.offers, columns, product) / SQUARE,
        backward=best_of_groups(left.offers, right.needs, columns, product) / SQUARE,
        rivalry=best_of_groups(left.offers, right.offers, columns, product) / SQUARE,
        text=product(left.wholes, right.wholes, columns) / SQUARE,
        sectors=sector_likeness(left.traits, right.traits),
        facts=total,
        eligible=eligible(left.traits, right.traits),
    )


def hubs(side: Pack, reference: Pack, columns: int, parameters: Parameters, product: Product, *, left: bool) -> Floats:
    """For each profile the mean of its best scores with the reference set of the other side.

    A profile near to everybody gets a high term and loses it again (CSLS, Conneau et al. 2018). `left` says
    on which side of the pair the profiles stand.
    """
    if not len(reference) or not len(side):
        return np.zeros(len(side))
    found = parts(side, reference, columns, parameters, product) if left else None
    if found is None:
        swapped = parts(reference, side, columns, parameters, product)
        scores, allowed = swapped.join(parameters).T, swapped.eligible.T
    else:
        scores, allowed = found.join(parameters), found.eligible
    count = min(parameters.hub_neighbours, len(reference))
    known = np.where(allowed, scores, -np.inf)
    best = -np.sort(-np.partition(known, len(reference) - count, axis=1)[:, len(reference) - count :], axis=1)
    total = np.zeros(len(side))
    for column in range(count):  # in the order of rank, so that the sum is the same for one profile and for many
        total += np.where(np.isfinite(best[:, column]), best[:, column], 0.0)
    mean: Floats = total / np.maximum(np.isfinite(best).sum(axis=1), 1)
    return mean


def correction(left_hubs: Floats, right_hubs: Floats, parameters: Parameters) -> Floats:
    """What the hub terms of two sides take from each pair's score: a matrix of numbers, none of them above 0
    unless a hub term is negative."""
    share: Floats = -0.5 * parameters.hub * (left_hubs[:, None] + right_hubs[None, :])
    return share
