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
from matchmaking.database import note_sizes
from matchmaking.extensions import db
from matchmaking.language.overlay import Change, effective
from matchmaking.matching import adapter, tracing
from matchmaking.matching.causes import Basis
from matchmaking.matching.closing import Closed, PairKey, list_closed
from matchmaking.matching.computing import Outcome, compute
from matchmaking.matching.engine import Parameters, ProfileDocument
from matchmaking.matching.lexicon import queries as lexicon
from matchmaking.matching.lexicon.stored import as_json
from matchmaking.matching.models import MatchRun, MetNeed, Suggestion
from matchmaking.matching.queries import LISTED_RUNS, current_run
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
MetRow = tuple[str, int]
MET = (MetNeed.need_key, MetNeed.by_profile_id)


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
    changes: tuple[Change, ...]  # of the lexicon
    before: Basis | None  # what the run before this one rests on
    closed: Mapping[PairKey, Closed]


def run_matching(*, now: datetime) -> Iterator[Step]:
    """Compute all suggestions anew from the visible profiles. The caller commits after every step.

    Pairs whose decision is over return first, so that this run suggests them again.
    """
    began = time.monotonic()
    let_return(now=now)
    material = _read(now)
    yield Step("read", len(material.documents), len(material.documents))
    lexicon_now = effective(material.changes).lexicon
    outcome = compute(material.documents, Parameters(top_n=LISTED), lexicon_now, reasons=material.closed)
    basis = tracing.basis_of(outcome, material.documents, material.changes)
    run_id, total = _store(outcome, basis, now).id, len(outcome.suggestions)
    yield Step("computed", total, total)
    wanted, standing, written = _wanted(outcome, material.ids), _standing(), 0
    movement = tracing.movement(standing, wanted, material.before, basis)
    needs = _met(outcome, material.ids), {(key, by) for key, by in db.session.execute(sa.select(*MET))}
    for batch in (*_difference(wanted, standing), *_met_difference(*needs)):
        if _is_overtaken(now):
            break
        written += batch.write(run_id)
        yield Step("written", written, total)
        time.sleep(PAUSE)
    if _is_overtaken(now):
        yield Step("overtaken", written, total)
        return
    finished_at = now + timedelta(seconds=time.monotonic() - began)
    _switch(run_id, finished_at=finished_at, written=written, movement=movement)
    enqueue(REFRESH, {}, now=now, unique_key=NIGHTLY, after=timedelta(days=1))
    note_sizes(db.session)  # of what has just been written
    yield Step("done", written, total)


def _read(now: datetime) -> _Material:
    visible = profiles.list_visible()
    closed = list_closed()
    documents = adapter.documents(visible, on=now.date(), excludes=adapter.excludes(closed))
    ids = {profile.key: profile.id for profile in visible}
    return _Material(documents, ids, lexicon.list_changes(), tracing.stored_basis(current_run()), closed)


def _store(outcome: Outcome, basis: Basis, now: datetime) -> MatchRun:
    run = MatchRun(
        started_at=now,
        engine_version=outcome.engine_version,
        parameters=dict(outcome.parameters),
        counts=dict(outcome.counts),
        silence=outcome.silence,
        statistics=outcome.statistics,
        lexicon=as_json(basis.lexicon_version, basis.changes),
        survey=tracing.survey_row(outcome.survey, basis),
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


@dataclass(frozen=True)
class _Meeting:
    rows: Sequence[MetRow]

    def write(self, _run_id: int) -> int:
        """Note who meets which need, where the profile still exists; suggestions alone are counted."""
        wanted = {profile_id for _key, profile_id in self.rows}
        standing = set(db.session.scalars(sa.select(Profile.id).where(Profile.id.in_(wanted))))
        rows = [dict(zip(("need_key", "by_profile_id"), row, strict=True)) for row in self.rows if row[1] in standing]
        if rows:
            make = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
            db.session.execute(make(MetNeed).values(rows).on_conflict_do_nothing())
        return 0


@dataclass(frozen=True)
class _Unmeeting:
    rows: Sequence[MetRow]

    def write(self, _run_id: int) -> int:
        """Forget what is met by nobody any more."""
        db.session.execute(sa.delete(MetNeed).where(sa.tuple_(*MET).in_(self.rows)))
        return 0


def _met(outcome: Outcome, ids: Mapping[str, int]) -> set[MetRow]:
    return {(need, ids[key]) for need, keys in outcome.met.items() for key in keys}


def _met_difference(wanted: set[MetRow], standing: set[MetRow]) -> list[_Meeting | _Unmeeting]:
    fresh, gone = sorted(wanted - standing), sorted(standing - wanted)
    return [
        *(_Unmeeting(gone[first : first + BATCH]) for first in range(0, len(gone), BATCH)),
        *(_Meeting(fresh[first : first + BATCH]) for first in range(0, len(fresh), BATCH)),
    ]


def _wanted(outcome: Outcome, ids: Mapping[str, int]) -> dict[Pair, dict[str, Any]]:
    return {(ids[found.left_key], ids[found.right_key]): adapter.values(found) for found in outcome.suggestions}


def _difference(
    wanted: Mapping[Pair, dict[str, Any]], standing: Mapping[Pair, tuple[int, tuple[Any, ...]]]
) -> list[_Upsert | _Removal]:
    """What has to be written so that the table says what the run found, in batches."""
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


def _switch(run_id: int, *, finished_at: datetime, written: int, movement: dict[str, Any] | None) -> None:
    """Make the run the one everybody sees; earlier ones keep their figures, not what they learned or read."""
    earlier = sa.and_(MatchRun.is_current, MatchRun.id != run_id)
    db.session.execute(sa.update(MatchRun).where(earlier).values(is_current=False, statistics=None, survey=None))
    out_of_sight = sa.and_(MatchRun.movement.is_not(None), MatchRun.id <= run_id - LISTED_RUNS)
    db.session.execute(sa.update(MatchRun).where(out_of_sight).values(movement=None))
    run = db.session.get_one(MatchRun, run_id)
    run.is_current, run.finished_at, run.movement = True, finished_at, movement
    run.counts = {**run.counts, "written": written}
    audit.record("matching.run", f"run:{run_id}", actor_id=None, now=finished_at, **run.counts)
    db.session.flush()
