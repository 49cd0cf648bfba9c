"""Walking the organizers' queue from one pair to the next. Reads only, and only what stands around the pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from matchmaking.extensions import db
from matchmaking.matching import queue
from matchmaking.matching.models import Suggestion
from matchmaking.matching.queue import QueueFilters, Turn
from matchmaking.profiles.models import Profile

_ML, _DZ = aliased(Profile), aliased(Profile)


@dataclass(frozen=True)
class PairKeys:
    """A waiting pair by its keys."""

    ml_key: str
    dz_key: str


@dataclass(frozen=True)
class Place:
    """Where a pair stands in the queue: its position from 1, and its neighbours."""

    position: int
    total: int
    previous: PairKeys | None
    next: PairKeys | None


def list_first(filters: QueueFilters, *, limit: int) -> Sequence[PairKeys]:
    """The first pairs of the queue, best first."""
    ids = queue.list_ids(filters, start=0, limit=limit)
    rows = db.session.execute(_with_keys(sa.select(Suggestion.id)).where(Suggestion.id.in_(ids)))
    known = {suggestion_id: PairKeys(*keys.split()) for suggestion_id, keys in rows}
    return [known[suggestion_id] for suggestion_id in ids]


def place_of(filters: QueueFilters, ml_key: str, dz_key: str) -> Place | None:
    """The place of a pair; None for one that does not wait."""
    own = queue.find(filters, ml_key, dz_key)
    if own is None:
        return None
    ahead, behind = _around(filters, *own)
    worst_first = (Suggestion.score, Suggestion.id.desc())
    asked = [
        *(part.with_only_columns(sa.func.count(), maintain_column_froms=True) for part in ahead),
        *(_one(part).order_by(*worst_first) for part in reversed(ahead)),
        *(_one(part).order_by(*queue.BEST_FIRST) for part in behind),
    ]
    columns = (queue.counted(filters), *(one.scalar_subquery() for one in asked))
    total, *answers = db.session.execute(sa.select(*columns)).one()
    counts, nearest, following = answers[: len(ahead)], answers[len(ahead) : 2 * len(ahead)], answers[2 * len(ahead) :]
    previous, then = (next((PairKeys(*keys.split()) for keys in found if keys), None) for found in (nearest, following))
    return Place(sum(counts) + 1, total, previous, then)


Parts = list[sa.Select[int]]


def _around(filters: QueueFilters, suggestion_id: int, score: float, turn: Turn) -> tuple[Parts, Parts]:
    """The parts of the queue before a suggestion and after it, in its order."""
    as_good, own = Suggestion.score == score, queue.part(filters, turn)
    before = sa.or_(Suggestion.score > score, sa.and_(as_good, Suggestion.id < suggestion_id))
    after = sa.or_(Suggestion.score < score, sa.and_(as_good, Suggestion.id > suggestion_id))
    return (
        [*(queue.part(filters, one) for one in Turn if one < turn), own.where(before)],
        [own.where(after), *(queue.part(filters, one) for one in Turn if one > turn)],
    )


def _one(part: sa.Select[int]) -> sa.Select[str]:
    """The keys of one of them, in one column."""
    return _with_keys(part.with_only_columns(maintain_column_froms=True)).limit(1)


def _with_keys(query: sa.Select[Any]) -> sa.Select[Any]:
    joined = query.join(_ML, _ML.id == Suggestion.ml_profile_id).join(_DZ, _DZ.id == Suggestion.dz_profile_id)
    return joined.add_columns(_ML.key + " " + _DZ.key)
