"""Which needs each current suggestion covers: explained once for two texts and a run, then remembered by the process.

A page that lists uncovered needs asks about every plausible suggestion of the platform, many more than the explanations
that are kept for pages of single pairs; so only the covered needs are kept here, and a pair is explained again when one
of its two profiles has changed, when another run is the current one, or on another day (a need may have closed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import aliased

from matchmaking.extensions import db
from matchmaking.matching import queries as matching
from matchmaking.matching.engine import Parameters, Strength
from matchmaking.matching.engine.strength import side_strength
from matchmaking.matching.explaining import Explainer, explainer_of
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.profiles.models import Profile

KNOWN = "followup.covered_needs"
BATCH = 500  # pairs whose texts are held at once


class Texts(NamedTuple):
    """Two profiles as they stand: their ids and versions."""

    ml: int
    ml_version: int
    dz: int
    dz_version: int


def covered_needs(run: MatchRun, *, today: date) -> set[str]:
    """The keys of needs that some plausible suggestion between visible profiles rests on."""
    parameters = matching.parameters_of(run)
    known, pairs = _known(run, today), _pairs(parameters)
    missing = [number for number, texts in pairs.items() if texts not in known]
    by = explainer_of(run) if missing else None
    for first in range(0, len(missing), BATCH):
        for pair in _with_texts(missing[first : first + BATCH]):
            assert by is not None
            known[pairs[pair.id]] = frozenset(_rests_on(pair, by, parameters))
    return {key for texts in pairs.values() for key in known[texts]}


def _known(run: MatchRun, today: date) -> dict[Texts, frozenset[str]]:
    """What the process knows of this run and day; what it knew of another is let go."""
    stamp = (run.id, run.started_at, today)
    held = current_app.extensions.get(KNOWN)
    if held is None or held[0] != stamp:
        held = current_app.extensions[KNOWN] = (stamp, {})
    known: dict[Texts, frozenset[str]] = held[1]
    return known


def _pairs(parameters: Parameters) -> dict[int, Texts]:
    """Every plausible suggestion that may be seen, by its id."""
    ml, dz = aliased(Profile), aliased(Profile)
    query = (
        sa.select(Suggestion.id, ml.id, ml.version, dz.id, dz.version)
        .join(ml, ml.id == Suggestion.ml_profile_id)
        .join(dz, dz.id == Suggestion.dz_profile_id)
        .where(Suggestion.score >= parameters.plausible, matching.both_visible())
        .order_by(Suggestion.id)
    )
    return {row[0]: Texts(*row[1:]) for row in db.session.execute(query)}


def _with_texts(ids: Sequence[int]) -> Sequence[Suggestion]:
    query = sa.select(Suggestion).where(Suggestion.id.in_(ids)).options(*matching.with_profiles())
    return db.session.scalars(query.order_by(Suggestion.id)).all()


def _rests_on(pair: Suggestion, by: Explainer, parameters: Parameters) -> Iterator[str]:
    found = by.explain(pair.ml_profile, pair.dz_profile)
    for line in found.evidence + found.also:
        if side_strength(line.similarity, parameters) is not Strength.WEAK:
            yield line.need_key
