"""What a run leaves behind to be looked at: what it rests on, and what it moved and why. Rows in, rows out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from matchmaking.audit import queries as trail
from matchmaking.extensions import db
from matchmaking.language.overlay import Change
from matchmaking.matching import moving
from matchmaking.matching.causes import Basis, Causes, causes, digests
from matchmaking.matching.computing import Outcome
from matchmaking.matching.engine import ENGINE_VERSION, ProfileDocument
from matchmaking.matching.lexicon.models import EntryEvent, subject_of
from matchmaking.matching.lexicon.stored import changes_of, lexicon_of
from matchmaking.matching.lexicon.survey import Survey
from matchmaking.matching.models import MatchRun
from matchmaking.profiles.models import Profile

Pair = tuple[int, int]


def basis_of(outcome: Outcome, documents: Sequence[ProfileDocument], changes: tuple[Change, ...]) -> Basis:
    """What a run that was just computed rests on."""
    profiles, decisions = digests(documents)
    return Basis(outcome.engine_version, outcome.parameters, outcome.lexicon_version, changes, profiles, decisions)


def survey_row(found: Survey, basis: Basis) -> dict[str, Any]:
    """What the row of the current run keeps of what it read."""
    return found.as_json() | {"digests": basis.profiles, "decisions": basis.decisions}


def stored_basis(run: MatchRun | None) -> Basis | None:
    """What the current run rests on; None before the first, and for one that kept no traces."""
    if run is None or run.survey is None or run.lexicon is None:
        return None
    return Basis(
        run.engine_version,
        run.parameters,
        run.lexicon["version"],
        changes_of(run.lexicon),
        run.survey["digests"],
        run.survey["decisions"],
    )


def is_up_to_date(run: MatchRun | None) -> bool:
    """Whether a run was computed by this engine and with the lexicon that its changes give now: a new version of the
    product may have brought others, and explanations would no longer sum to its scores."""
    if run is None or run.lexicon is None:
        return False
    return (run.engine_version, run.lexicon["version"]) == (ENGINE_VERSION, lexicon_of(run.lexicon).version)


def movement(
    standing: Mapping[Pair, tuple[int, tuple[Any, ...]]],
    wanted: Mapping[Pair, Mapping[str, Any]],
    before: Basis | None,
    after: Basis,
) -> dict[str, Any] | None:
    """What the run moved and why; None where it had no predecessor to be compared with."""
    if before is None:
        return None
    found = moving.compare(
        {pair: moving.Place(*values[:3]) for pair, (_, values) in standing.items()},
        {pair: moving.Place(row["rank_for_ml"], row["rank_for_dz"], row["score"]) for pair, row in wanted.items()},
    )
    why = causes(before, after)
    return {
        "counts": dict(found.counts),
        "moves": _by_key(found.moves),
        "causes": why.as_json(),
        "actors": _actors(why),
    }


def _by_key(moves: Sequence[moving.Move[Pair]]) -> list[dict[str, Any]]:
    """The moves with the profiles' keys, which outlive their rows."""
    ids = {one for move in moves for one in move.pair}
    rows = db.session.execute(sa.select(Profile.id, Profile.key).where(Profile.id.in_(ids)))
    keys = {row.id: row.key for row in rows}
    return [
        {
            "ml": keys[move.pair[0]],
            "dz": keys[move.pair[1]],
            "way": move.way.value,
            "before": move.before._asdict() if move.before else None,
            "after": move.after._asdict() if move.after else None,
        }
        for move in moves
        if move.pair[0] in keys and move.pair[1] in keys
    ]


def _actors(why: Causes) -> dict[str, int]:
    """Who last changed each concept that made a difference."""
    events = {concept: trail.find_last(subject_of(concept), *EntryEvent) for concept in why.concepts}
    return {name: event.actor_id for name, event in events.items() if event and event.actor_id is not None}
