"""The organizers' queue: which pairs wait for a decision, in which order, and who has nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.extensions import db
from matchmaking.matching.closing import not_closed
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview, Reaction, Suggestion
from matchmaking.matching.queries import both_visible, bring_profiles
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country, Kind, Sector

PAGE = 12
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
class PairKeys:
    """A waiting pair by its keys, to walk from one to the next."""

    ml_key: str
    dz_key: str


@dataclass(frozen=True)
class Place:
    """Where a pair stands in the queue: its position from 1, and its neighbours."""

    position: int
    total: int
    previous: PairKeys | None
    next: PairKeys | None


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
    counted = _waiting(filters).with_only_columns(sa.func.count(), maintain_column_froms=True).order_by(None)
    return db.session.scalar(counted) or 0


def list_page(filters: QueueFilters, *, page: int) -> Sequence[QueueEntry]:
    """One page of the queue, best first. Pages count from 1."""
    entries = [QueueEntry(*row) for row in db.session.execute(_waiting(filters).offset((page - 1) * PAGE).limit(PAGE))]
    bring_profiles([entry.suggestion for entry in entries])
    return entries


def list_keys(filters: QueueFilters) -> Sequence[PairKeys]:
    """The whole queue by keys, in its order."""
    ml, dz = aliased(Profile), aliased(Profile)
    waiting = _waiting(filters).with_only_columns(ml.key, dz.key, maintain_column_froms=True)
    query = waiting.join(ml, ml.id == Suggestion.ml_profile_id).join(dz, dz.id == Suggestion.dz_profile_id)
    return [PairKeys(*row) for row in db.session.execute(query)]


def place_of(keys: Sequence[PairKeys], ml_key: str, dz_key: str) -> Place | None:
    """The place of a pair among `keys`; None for one that does not wait."""
    own = PairKeys(ml_key, dz_key)
    if own not in keys:
        return None
    index = keys.index(own)
    return Place(
        position=index + 1,
        total=len(keys),
        previous=keys[index - 1] if index else None,
        next=keys[index + 1] if index + 1 < len(keys) else None,
    )


def gauge(at_least: float | None) -> dict[Country, Served]:
    """For each shore, how well its visible organisations are served; the first that have nothing, by key.

    Waiting means: it has a suggestion of at least this score that nobody has decided about.
    """
    state = sa.case((was_introduced(), "introduced"), (_has_waiting(at_least), "waiting"), else_="nothing")
    standing = (
        sa.select(Profile.key, Profile.name, Profile.country, state.label("state")).where(visible()).cte("standing")
    )
    each = sa.select(standing.c.country, standing.c.state, sa.func.count())
    counts = {
        (country, state): count for country, state, count in db.session.execute(each.group_by("country", "state"))
    }
    return {
        country: Served(
            introduced=counts.get((country, "introduced"), 0),
            waiting=counts.get((country, "waiting"), 0),
            nothing=counts.get((country, "nothing"), 0),
            named=_unserved(standing, country) if (country, "nothing") in counts else (),
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
    found = sa.select(Suggestion.id).where(good_enough, both_visible(), not_closed())
    sides = (Suggestion.ml_profile_id, Suggestion.dz_profile_id)
    return sa.or_(*(sa.exists(found.where(side == Profile.id).correlate(Profile)) for side in sides))


def _unserved(standing: sa.CTE, country: Country) -> list[Unserved]:
    rows = sa.select(standing.c.key, standing.c.name).where(
        standing.c.country == country, standing.c.state == "nothing"
    )
    return [Unserved(*row) for row in db.session.execute(rows.order_by(standing.c.key).limit(NAMED))]


def _waiting(filters: QueueFilters) -> sa.Select[Suggestion, Reaction, Reaction, PairReview]:
    """The queue: what both want on top, what one does not want at the end, in between by score, then by row."""
    ml, dz = aliased(Reaction), aliased(Reaction)
    here, there = Suggestion.ml_profile_id, Suggestion.dz_profile_id
    review = aliased(PairReview)
    decided = sa.and_(review.ml_profile_id == here, review.dz_profile_id == there)
    both = sa.and_(ml.interested, dz.interested)
    declined = sa.or_(*(sa.and_(sa.not_(one.interested), one.returned_at.is_(None)) for one in (ml, dz)))
    return (
        sa.select(Suggestion, ml, dz, review)
        .outerjoin(ml, sa.and_(ml.profile_id == here, ml.other_profile_id == there))
        .outerjoin(dz, sa.and_(dz.profile_id == there, dz.other_profile_id == here))
        .outerjoin(review, decided)
        .where(both_visible(), not_closed(), *_conditions(filters, wanted_by_both=both))
        .order_by(sa.case((both, 0), (declined, 2), else_=1), Suggestion.score.desc(), Suggestion.id)
    )


def _conditions(filters: QueueFilters, *, wanted_by_both: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.at_least is not None:
        conditions.append(sa.or_(Suggestion.score >= filters.at_least, wanted_by_both))
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
