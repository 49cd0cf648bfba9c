"""From rows to a plan: which pairs are possible at this moment, who meets already, and the best choice among them.

`read` looks at the database, `choose` does not: the worker computes without a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.matching.closing import list_closed, not_closed
from matchmaking.matching.engine import Strength
from matchmaking.matching.engine.plan import Limits, Pair, Pairing, Plan, PlanError, make_plan
from matchmaking.matching.filters import threshold
from matchmaking.matching.models import Reaction, Suggestion
from matchmaking.matching.queries import both_visible, current_run, parameters_of
from matchmaking.plans import capacity
from matchmaking.plans.capacity import Session
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import in_place, visible
from matchmaking.profiles.vocabulary import Country

__all__ = ["Limits", "Material", "Pair", "Plan", "PlanError", "Request", "choose", "read"]

MEETING = (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What organizers ask of a plan; profiles by key, pairs with the Malian key first."""

    limits: Limits
    sessions: Sequence[Session] = ()
    strength: Strength | None = None
    exceptions: Mapping[str, Limits] = field(default_factory=dict)
    forced: Sequence[Pair] = ()
    forbidden: Sequence[Pair] = ()


@dataclass(frozen=True)
class Material:
    """What a plan is made of: possible pairs, pairs that meet already, closed ones; visible profiles, Malian first."""

    candidates: Sequence[Pairing]
    taken: Sequence[Pair]
    closed: frozenset[Pair]
    countries: Mapping[str, Country]


def read(strength: Strength | None) -> Material:
    """The current run's suggestions that may be introduced: both sides visible, nothing decided, nobody said no."""
    ml, dz = aliased(Profile), aliased(Profile)
    at_least = threshold(strength, parameters_of(current_run())) if strength else None
    candidates = (
        sa.select(ml.key, dz.key, Suggestion.score)
        .join(ml, ml.id == Suggestion.ml_profile_id)
        .join(dz, dz.id == Suggestion.dz_profile_id)
        .where(both_visible(), not_closed(), ~_declined(), Suggestion.score >= at_least if at_least else sa.true())
        .order_by(ml.key, dz.key)
    )
    taken = (
        sa.select(ml.key, dz.key)
        .select_from(Introduction)
        .join(ml, ml.id == Introduction.ml_profile_id)
        .join(dz, dz.id == Introduction.dz_profile_id)
        .where(Introduction.status.in_(MEETING), Introduction.ml_profile.has(in_place()))
        .order_by(ml.key, dz.key)
    )
    shown = sa.select(Profile.key, Profile.country).where(visible(), in_place()).order_by(Profile.key)
    return Material(
        [Pairing(*row) for row in db.session.execute(candidates)],
        [(row[0], row[1]) for row in db.session.execute(taken)],
        frozenset(list_closed()),
        {row.key: row.country for row in db.session.execute(shown)},
    )


def choose(material: Material, request: Request) -> Plan:
    """The best plan; raises PlanError where wishes contradict each other or what is possible."""
    most = capacity.most(request.sessions)
    default = _within(request.limits, most)
    limits = {key: _within(request.exceptions.get(key, default), most) for key in material.countries}
    _refuse_impossible(material, request.forced)
    return make_plan(
        material.candidates,
        limits,
        default=default,
        capacity=capacity.room(request.sessions),
        forced=request.forced,
        forbidden=request.forbidden,
        taken=material.taken,
    )


def _declined() -> sa.ColumnElement[bool]:
    """Whether one of the two has said « not for us » of the other, for whatever reason, and stands by it."""
    here, there = Suggestion.ml_profile_id, Suggestion.dz_profile_id
    sides = sa.or_(
        sa.and_(Reaction.profile_id == here, Reaction.other_profile_id == there),
        sa.and_(Reaction.profile_id == there, Reaction.other_profile_id == here),
    )
    standing = sa.and_(sa.not_(Reaction.interested), Reaction.returned_at.is_(None))
    return sa.exists(sa.select(Reaction.id).where(sides, standing))


def _within(limits: Limits, most: int | None) -> Limits:
    """Nobody can have more meetings than there are slots."""
    if most is None or limits.maximum <= most:
        return limits
    if limits.minimum > most:
        message = f"{limits.minimum} meetings do not fit into {most} slots"
        raise PlanError("slots", message, numbers=(limits.minimum, most))
    return Limits(limits.minimum, most)


def _refuse_impossible(material: Material, forced: Sequence[Pair]) -> None:
    shores = (Country.MALI, Country.ALGERIA)
    for pair in sorted(forced):
        if tuple(material.countries.get(key) for key in pair) != shores:
            raise PlanError("hidden", f"{pair[0]} and {pair[1]} are not both published on two shores", names=pair)
        if pair in material.closed and pair not in material.taken:
            raise PlanError("closed", f"organizers have closed the pair {pair[0]} and {pair[1]}", names=pair)
