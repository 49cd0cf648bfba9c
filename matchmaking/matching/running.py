"""One computation over all profiles: read, let go of the database, compute, write in batches.

`run_matching` yields wherever its caller should commit, so that no transaction stays open while it computes and none
grows so large that it blocks the web.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from matchmaking.audit import operations as audit
from matchmaking.extensions import db
from matchmaking.matching import adapter
from matchmaking.matching.engine import ENGINE_VERSION, Engine, Parameters, ProfileDocument
from matchmaking.matching.engine import Suggestion as Suggested
from matchmaking.matching.engine.eligibility import refusal
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.profiles import queries as profiles

BATCH = 500
LISTED = 10  # suggestions in each profile's own list
Ids = Mapping[str, int]


def run_matching(*, now: datetime) -> Iterator[MatchRun]:
    """Compute suggestions over all visible profiles and make them the current ones.

    Yields the run after each step that should be committed; the run is finished when the iteration ends.
    """
    visible = profiles.list_visible()
    documents = adapter.documents(visible, on=now.date())
    ids = {profile.key: profile.id for profile in visible}
    parameters = Parameters(top_n=LISTED)
    run = MatchRun(started_at=now, engine_version=ENGINE_VERSION, parameters=parameters.as_dict(), counts={})
    db.session.add(run)
    db.session.flush()
    run_id = run.id
    yield run  # committed here: nothing is held while the engine computes
    engine = Engine(parameters).fit(documents)
    found = engine.suggestions()
    for batch in _batches(found):
        _upsert(run_id, batch, ids)
        yield run
    _finish(run, engine, found, documents, now=now)
    yield run


def _batches(found: Sequence[Suggested]) -> Iterator[Sequence[Suggested]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def _upsert(run_id: int, batch: Sequence[Suggested], ids: Ids) -> None:
    """Write by difference: a pair that was suggested before keeps its row."""
    pairs = [(ids[one.left_key], ids[one.right_key]) for one in batch]
    pair = sa.tuple_(Suggestion.ml_profile_id, Suggestion.dz_profile_id)
    standing = {
        (row.ml_profile_id, row.dz_profile_id): row
        for row in db.session.scalars(sa.select(Suggestion).where(pair.in_(pairs)))
    }
    for (ml_id, dz_id), suggested in zip(pairs, batch, strict=True):
        row = standing.get((ml_id, dz_id))
        row = row or Suggestion(ml_profile_id=ml_id, dz_profile_id=dz_id)
        row.run_id = run_id
        for name, value in adapter.values(suggested).items():
            setattr(row, name, value)
        db.session.add(row)
    db.session.flush()


def _finish(
    run: MatchRun, engine: Engine, found: Sequence[Suggested], documents: Sequence[ProfileDocument], *, now: datetime
) -> None:
    """Remove what is no longer suggested and switch the pointer."""
    db.session.execute(sa.delete(Suggestion).where(Suggestion.run_id != run.id))
    db.session.execute(sa.update(MatchRun).where(MatchRun.is_current).values(is_current=False))
    silence = engine.silence_
    run.statistics = engine.statistics_.to_bytes()
    run.counts = _counts(found, documents)
    run.silence = silence.code if silence else None
    run.finished_at, run.is_current = now, True
    audit.record("matching.run", f"run:{run.id}", actor_id=None, now=now, **run.counts)
    db.session.flush()


def _counts(found: Sequence[Suggested], documents: Sequence[ProfileDocument]) -> dict[str, Any]:
    sides = Counter(document.country for document in documents)
    left = [document for document in documents if document.country == "ML"]
    right = [document for document in documents if document.country == "DZ"]
    refused = Counter(_refused(left, right))
    return {
        "profiles": len(documents),
        "ml": sides["ML"],
        "dz": sides["DZ"],
        "pairs": len(left) * len(right),
        "refused": dict(refused),
        "suggestions": len(found),
    }


def _refused(left: Sequence[ProfileDocument], right: Sequence[ProfileDocument]) -> Iterator[str]:
    for one in left:
        for other in right:
            reason = refusal(one, other)
            if reason is not None:
                yield reason.value
