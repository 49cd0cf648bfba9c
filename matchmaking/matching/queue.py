"""The organizers' queue: which pairs wait for a decision, in which order, and who has nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.extensions import db
from matchmaking.matching.closing import not_closed, shut
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview, Reaction, Suggestion
from matchmaking.matching.queries import bring_profiles, each_visible
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country, Kind, Sector

PAGE = 12
Columns = TypeVarTuple("Columns")
MARKS, NAMED = 200, 6  # of one shore on the gauge


@dataclass(frozen=True, kw_only=True)
class QueueFilters:
    """What an organizer chose; every part may be left open. `unserved` is a side of which nobody was introduced.

    `at_least` is the lowest score shown; what both sides want is shown whatever its score.
    """

    sector: Sector | None = None
    kind: Kind | None = None
    at_least: float | None = None
    unserved: Country | None = None


@dataclass(frozen=True)
class QueueEntry:
    """A waiting pair, what its two sides said of it (None where one has said nothing), and its review where it was
    decided about before."""

    suggestion: Suggestion
    ml_said: Reaction | None
    dz_said: Reaction | None
    review: PairReview | None


@dataclass(frozen=True)
class Unserved:
    """An organisation that has nothing yet."""

    key: str
    name: str


@dataclass(frozen=True)
class Served:
    """How many organisations of a shore were introduced, wait for a review, or have nothing, and the first of these."""

    introduced: int
    waiting: int
    nothing: int
    named: Sequence[Unserved]

    @property
    def total(self) -> int:
        """All of the shore that are shown to the other one."""
        return self.introduced + self.waiting + self.nothing

    @property
    def each(self) -> int:
        """How many organisations one mark of the gauge stands for."""
        return max(1, -(-self.total // MARKS))

    @property
    def marks(self) -> list[str]:
        """The marks, the introduced first; nobody who has nothing is left without one."""
        counts = {"introduced": self.introduced, "waiting": self.waiting, "nothing": self.nothing}
        return [state for state, count in counts.items() for _mark in range(-(-count // self.each))]


def count_waiting(filters: QueueFilters) -> int:
    """How many pairs wait for a decision."""
    return db.session.scalar(sa.select(counted(filters))) or 0


def counted(filters: QueueFilters) -> ColumnElement[int]:
    """Their number as a part of another statement: all that are good enough, less those that are shut."""
    fitting = _fitting(filters)
    off = sa.select(shut().c.id)
    good = fitting if filters.at_least is None else [*fitting, Suggestion.score >= filters.at_least]
    number = sa.select(sa.func.count(Suggestion.id))
    found = number.where(*good).scalar_subquery() - number.where(*good, Suggestion.id.in_(off)).scalar_subquery()
    if filters.at_least is None:
        return found
    # What both want is shown whatever its score.
    wanted = _with_words(number).where(Suggestion.id.in_(_spoken_of(interested=True)), *fitting, _BOTH)
    also = wanted.where(Suggestion.score < filters.at_least, Suggestion.id.not_in(off))
    return found + also.scalar_subquery()


def list_entries(filters: QueueFilters, *, start: int, limit: int) -> Sequence[QueueEntry]:
    """A piece of the queue, best first."""
    here, there = Suggestion.ml_profile_id, Suggestion.dz_profile_id
    query = _with_words(sa.select(Suggestion, _ML, _DZ, _REVIEW)).outerjoin(
        _REVIEW, sa.and_(_REVIEW.ml_profile_id == here, _REVIEW.dz_profile_id == there)
    )
    ids = _piece(filters, start=start, limit=limit)
    rows = query.where(Suggestion.id.in_(ids)).order_by(_TURN, *BEST_FIRST)
    entries = [QueueEntry(*row) for row in db.session.execute(rows)]
    bring_profiles([entry.suggestion for entry in entries])
    return entries


def list_ids(filters: QueueFilters, *, start: int, limit: int) -> Sequence[int]:
    """A piece of the queue by the ids of its suggestions."""
    return db.session.scalars(_piece(filters, start=start, limit=limit)).all()


def _piece(filters: QueueFilters, *, start: int, limit: int) -> sa.Select[int]:
    """The databases walk the suggestions by their score, and look no further than the piece."""
    waiting = _waiting(filters)
    parts = [
        _part(waiting, filters, turn)
        .add_columns(sa.literal_column(str(turn.value), sa.Integer).label("turn"), Suggestion.score)
        .order_by(*BEST_FIRST)
        .limit(start + limit)
        .subquery()
        for turn in Turn
    ]
    queue = sa.union_all(*(sa.select(one) for one in parts)).subquery()
    query = sa.select(queue.c.id).order_by(queue.c.turn, queue.c.score.desc(), queue.c.id)
    return query.offset(start).limit(limit)


def gauge(at_least: float | None) -> dict[Country, Served]:
    """For each shore, how well its visible organisations are served; the first that have nothing, by key.

    Waiting means: it has a suggestion of at least this score that nobody has decided about.
    """
    state = sa.case((was_introduced(), "introduced"), (_has_waiting(at_least), "waiting"), else_="nothing")
    standing = (
        sa.select(Profile.key, Profile.name, Profile.country, state.label("state")).where(visible()).cte("standing")
    )
    counted = sa.select(standing.c.country, standing.c.state, sa.func.count().label("number"), *_NOBODY).group_by(
        "country", "state"
    )
    every = [counted, *(_unserved(standing, country) for country in Country)]
    rows = db.session.execute(sa.union_all(*(sa.select(one.subquery()) for one in every))).all()
    counts = {(country, state): count for country, state, count, key, _name in rows if key is None}
    return {
        country: Served(
            introduced=counts.get((country, "introduced"), 0),
            waiting=counts.get((country, "waiting"), 0),
            nothing=counts.get((country, "nothing"), 0),
            named=sorted((Unserved(row[3], row[4]) for row in rows if row[0] is country and row[3]), key=_by_key),
        )
        for country in Country
    }


def never_introduced(entries: Sequence[QueueEntry]) -> set[int]:
    """The ids of those in these entries that were never introduced."""
    ids = {id_ for one in entries for id_ in (one.suggestion.ml_profile_id, one.suggestion.dz_profile_id)}
    return set(db.session.scalars(sa.select(Profile.id).where(Profile.id.in_(ids), ~was_introduced())))


def was_introduced() -> ColumnElement[bool]:
    """Whether organizers have introduced the `Profile` of the surrounding query to anybody."""
    sides = (PairReview.ml_profile_id, PairReview.dz_profile_id)
    return sa.or_(*(Profile.id.in_(sa.select(side).where(PairReview.status == PairStatus.APPROVED)) for side in sides))


def _has_waiting(at_least: float | None) -> ColumnElement[bool]:
    good_enough = Suggestion.score >= at_least if at_least is not None else sa.true()
    found = sa.select(Suggestion.id).where(good_enough, Suggestion.id.not_in(sa.select(shut().c.id)))
    sides = {Country.MALI: Suggestion.ml_profile_id, Country.ALGERIA: Suggestion.dz_profile_id}
    return sa.case(
        *(
            (Profile.country == country, sa.exists(found.where(side == Profile.id).correlate(Profile)))
            for country, side in sides.items()
        ),
        else_=sa.false(),
    )


_NOBODY = (sa.cast(sa.null(), sa.String).label("key"), sa.cast(sa.null(), sa.String).label("name"))  # beside a number


def _unserved(standing: sa.CTE, country: Country) -> sa.Select[Any]:
    """The first that have nothing, in the columns of the counts."""
    columns = (
        standing.c.country,
        standing.c.state,
        sa.literal(0).label("number"),
        standing.c.key,
        standing.c.name,
    )
    nothing = sa.and_(standing.c.country == country, standing.c.state == "nothing")
    return sa.select(*columns).where(nothing).order_by(standing.c.key).limit(NAMED)


def _by_key(unserved: Unserved) -> str:
    return unserved.key


class Turn(IntEnum):
    """What both want comes first, what one of them does not want at the end."""

    WANTED_BY_BOTH = 0
    BETWEEN = 1
    DECLINED = 2


_ML, _DZ, _REVIEW = aliased(Reaction), aliased(Reaction), aliased(PairReview)
_BOTH = sa.and_(_ML.interested, _DZ.interested)
_DECLINED = sa.or_(*(sa.and_(sa.not_(one.interested), one.returned_at.is_(None)) for one in (_ML, _DZ)))
_TURN: ColumnElement[int] = sa.case(
    (_BOTH, Turn.WANTED_BY_BOTH.value), (_DECLINED, Turn.DECLINED.value), else_=Turn.BETWEEN.value
)
BEST_FIRST = (Suggestion.score.desc(), Suggestion.id)


def part(filters: QueueFilters, turn: Turn) -> sa.Select[int]:
    """The ids of the suggestions whose turn it is."""
    return _part(_waiting(filters), filters, turn)


def _part(waiting: sa.Select[int], filters: QueueFilters, turn: Turn) -> sa.Select[int]:
    query = waiting.where(_TURN.in_([turn.value]))
    if turn is not Turn.BETWEEN:
        query = query.where(Suggestion.id.in_(_spoken_of(interested=turn is Turn.WANTED_BY_BOTH)))
    if turn is not Turn.WANTED_BY_BOTH and filters.at_least is not None:
        query = query.where(Suggestion.score >= filters.at_least)
    return query


def find(filters: QueueFilters, ml_key: str, dz_key: str) -> tuple[int, float, Turn] | None:
    """The suggestion of a pair that waits: its id, its score and its turn; None where the pair does not wait."""
    ml, dz = (sa.select(Profile.id).where(Profile.key == key).scalar_subquery() for key in (ml_key, dz_key))
    own = _waiting(filters).where(Suggestion.ml_profile_id == ml, Suggestion.dz_profile_id == dz)
    if filters.at_least is not None:
        own = own.where(sa.or_(Suggestion.score >= filters.at_least, _BOTH))
    found = db.session.execute(own.add_columns(Suggestion.score, _TURN)).first()
    return (found[0], found[1], Turn(found[2])) if found else None


def _waiting(filters: QueueFilters) -> sa.Select[int]:
    return _with_words(sa.select(Suggestion.id)).where(each_visible(), not_closed(), *_fitting(filters))


@cache
def _spoken_of(*, interested: bool) -> sa.Select[int]:
    """The ids of suggestions of which a side said so: few, and where to look for what both want or one does not."""
    pair, said = aliased(Suggestion), aliased(Reaction)
    ways = ((pair.ml_profile_id, pair.dz_profile_id), (pair.dz_profile_id, pair.ml_profile_id))
    found = (
        sa.select(pair.id).select_from(said).join(pair, sa.and_(one == said.profile_id, other == said.other_profile_id))
        for one, other in ways
    )
    ids = sa.union(*(query.where(said.interested.is_(interested)) for query in found)).subquery()
    return sa.select(ids.c.id)


def _with_words(query: sa.Select[*Columns]) -> sa.Select[*Columns]:
    """With what the two sides said of each other."""
    here, there = Suggestion.ml_profile_id, Suggestion.dz_profile_id
    return query.outerjoin(_ML, sa.and_(_ML.profile_id == here, _ML.other_profile_id == there)).outerjoin(
        _DZ, sa.and_(_DZ.profile_id == there, _DZ.other_profile_id == here)
    )


def _fitting(filters: QueueFilters) -> list[ColumnElement[bool]]:
    """What the filters ask of the two organisations."""
    conditions: list[ColumnElement[bool]] = []
    if filters.kind is not None:
        conditions.append(_either(Profile.kind == filters.kind))
    if filters.sector is not None:
        # Codes are stored as a JSON list of words that never contain one another in quotes.
        conditions.append(_either(sa.cast(Profile.sectors, sa.Text).contains(f'"{filters.sector.value}"')))
    if filters.unserved is not None:
        mine = Suggestion.ml_profile_id if filters.unserved is Country.MALI else Suggestion.dz_profile_id
        conditions.append(~_introduced(mine))
    return conditions


def _introduced(profile_id: sa.orm.InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether organizers have introduced this side of the surrounding query's suggestion to anybody."""
    review = aliased(PairReview)
    column = review.ml_profile_id if profile_id is Suggestion.ml_profile_id else review.dz_profile_id
    return sa.exists(sa.select(review.id).where(column == profile_id, review.status == PairStatus.APPROVED))


def _either(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    chosen = sa.select(Profile.id).where(condition)
    return sa.or_(Suggestion.ml_profile_id.in_(chosen), Suggestion.dz_profile_id.in_(chosen))
