"""One computation over all profiles: read, let go of the database, compute, write the difference in batches.

`run_matching` yields wherever its caller should commit, so that no transaction stays open while it computes and
none grows so large that it blocks the web. It may stop anywhere and be begun again: what is written is only ever
the difference to what stands.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from matchmaking.audit import operations as audit
from matchmaking.extensions import db
from matchmaking.matching import adapter
from matchmaking.matching.closing import Closed, PairKey, list_closed
from matchmaking.matching.computing import Outcome, compute
from matchmaking.matching.engine import Parameters, ProfileDocument
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.matching.returning import let_return
from matchmaking.outbox.operations import enqueue
from matchmaking.profiles import queries as profiles
from matchmaking.profiles.models import Profile

REFRESH = "matching.refresh"
NIGHTLY = "matching.nightly"  # the waiting run that closing dates and new rates of exchange need
BATCH = 500
PAUSE = 0.01  # seconds between two batches, for whoever waits to write
LISTED = 10  # suggestions in each profile's own list
Pair = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """How far a run has come; commit before asking for the next step."""

    name: str  # "read", "computed", "written", "done" or "overtaken"
    done: int
    total: int


@dataclass(frozen=True)
class _Material:
    documents: Sequence[ProfileDocument]
    ids: Mapping[str, int]  # profile key -> row
    closed: Mapping[PairKey, Closed]


def run_matching(*, now: datetime) -> Iterator[Step]:
    """Compute all suggestions anew from the visible profiles. The caller commits after every step.

    Pairs whose decision is over return first, so that this run suggests them again.
    """
    began = time.monotonic()
    let_return(now=now)
    material = _read(now)
    yield Step("read", len(material.documents), len(material.documents))
    outcome = compute(material.documents, Parameters(top_n=LISTED), reasons=material.closed)
    run_id, total = _store(outcome, now).id, len(outcome.suggestions)
    yield Step("computed", total, total)
    written = 0
    for batch in _difference(outcome, material.ids):
        if _is_overtaken(now):
            break
        written += batch.write(run_id)
        yield Step("written", written, total)
        time.sleep(PAUSE)
    if _is_overtaken(now):
        yield Step("overtaken", written, total)
        return
    _switch(run_id, finished_at=now + timedelta(seconds=time.monotonic() - began), written=written)
    enqueue(REFRESH, {}, now=now, unique_key=NIGHTLY, after=timedelta(days=1))
    yield Step("done", written, total)


def _read(now: datetime) -> _Material:
    visible = profiles.list_visible()
    closed = list_closed()
    documents = adapter.documents(visible, on=now.date(), excludes=adapter.excludes(closed))
    return _Material(documents, {profile.key: profile.id for profile in visible}, closed)


def _store(outcome: Outcome, now: datetime) -> MatchRun:
    run = MatchRun(
        started_at=now,
        engine_version=outcome.engine_version,
        parameters=dict(outcome.parameters),
        counts=dict(outcome.counts),
        silence=outcome.silence,
        statistics=outcome.statistics,
    )
    db.session.add(run)
    db.session.flush()
    return run


@dataclass(frozen=True)
class _Upsert:
    rows: Sequence[dict[str, Any]]

    def write(self, run_id: int) -> int:
        """Insert or renew the rows whose two profiles still exist; returns how many."""
        wanted = {row[name] for row in self.rows for name in ("ml_profile_id", "dz_profile_id")}
        standing = set(db.session.scalars(sa.select(Profile.id).where(Profile.id.in_(wanted))))
        rows = [
            {**row, "run_id": run_id} for row in self.rows if {row["ml_profile_id"], row["dz_profile_id"]} <= standing
        ]
        if rows:
            make = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
            statement = make(Suggestion).values(rows)
            renewed = {name: statement.excluded[name] for name in (*adapter.COMPUTED, "run_id")}
            pair = ["ml_profile_id", "dz_profile_id"]
            db.session.execute(statement.on_conflict_do_update(index_elements=pair, set_=renewed))
        return len(rows)


@dataclass(frozen=True)
class _Removal:
    ids: Sequence[int]

    def write(self, _run_id: int) -> int:
        """Delete suggestions that no list holds any more; returns how many."""
        db.session.execute(sa.delete(Suggestion).where(Suggestion.id.in_(self.ids)))
        return len(self.ids)


def _difference(outcome: Outcome, ids: Mapping[str, int]) -> list[_Upsert | _Removal]:
    """What has to be written so that the table says what the run found, in batches."""
    wanted = {(ids[found.left_key], ids[found.right_key]): adapter.values(found) for found in outcome.suggestions}
    standing = _standing()
    changed = [
        {"ml_profile_id": pair[0], "dz_profile_id": pair[1], **values}
        for pair, values in wanted.items()
        if pair not in standing or standing[pair][1] != tuple(values[name] for name in adapter.COMPUTED)
    ]
    gone = [row_id for pair, (row_id, _) in standing.items() if pair not in wanted]
    return [
        *(_Removal(gone[first : first + BATCH]) for first in range(0, len(gone), BATCH)),
        *(_Upsert(changed[first : first + BATCH]) for first in range(0, len(changed), BATCH)),
    ]


def _standing() -> dict[Pair, tuple[int, tuple[Any, ...]]]:
    columns = [getattr(Suggestion, name) for name in adapter.COMPUTED]
    rows = db.session.execute(sa.select(Suggestion.id, Suggestion.ml_profile_id, Suggestion.dz_profile_id, *columns))
    return {(row[1], row[2]): (row[0], tuple(row[3:])) for row in rows}


def _is_overtaken(now: datetime) -> bool:
    """Whether a run that began later already stands: it has seen more, so this one keeps quiet."""
    query = sa.select(MatchRun.id).where(MatchRun.is_current, MatchRun.started_at > now)
    return db.session.scalar(query) is not None


def _switch(run_id: int, *, finished_at: datetime, written: int) -> None:
    """Make the run the one everybody sees; earlier ones keep their figures, not their statistics."""
    earlier = sa.and_(MatchRun.is_current, MatchRun.id != run_id)
    db.session.execute(sa.update(MatchRun).where(earlier).values(is_current=False, statistics=None))
    run = db.session.get_one(MatchRun, run_id)
    run.is_current, run.finished_at = True, finished_at
    run.counts = {**run.counts, "written": written}
    audit.record("matching.run", f"run:{run_id}", actor_id=None, now=finished_at, **run.counts)
    db.session.flush()
