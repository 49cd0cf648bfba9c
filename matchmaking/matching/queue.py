"""The organizers' queue: which pairs wait for a decision, in which order, and who has nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.extensions import db
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview, Reaction, Suggestion
from matchmaking.matching.queries import both_visible, undecided, with_profiles
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country, Kind, Sector

PAGE = 12


@dataclass(frozen=True, kw_only=True)
class QueueFilters:
    """What an organizer chose; every part may be left open. `unserved` is a side of which nobody was introduced."""

    sector: Sector | None = None
    kind: Kind | None = None
    at_least: float | None = None
    unserved: Country | None = None


@dataclass(frozen=True)
class QueueEntry:
    """A waiting pair, and whether both of its sides said they are interested."""

    suggestion: Suggestion
    mutual: bool


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
class Served:
    """One mark of the gauge: an organisation, and whether it was introduced, waits for a review, or has nothing."""

    key: str
    name: str
    state: str  # "introduced", "waiting", "nothing"


def count_waiting(filters: QueueFilters | None = None) -> int:
    """How many pairs wait for a decision."""
    return (
        db.session.scalar(sa.select(sa.func.count()).select_from(_waiting(filters or QueueFilters()).subquery())) or 0
    )


def list_page(filters: QueueFilters, *, page: int) -> Sequence[QueueEntry]:
    """One page of the queue, best first; pairs in which both are interested stand on top. Pages count from 1."""
    query = _waiting(filters).options(*with_profiles()).offset((page - 1) * PAGE).limit(PAGE)
    return [QueueEntry(row[0], bool(row[1])) for row in db.session.execute(query)]


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


def gauge() -> dict[Country, list[Served]]:
    """For each shore, every visible organisation and how well it is served, the introduced first."""
    introduced = _ids_of(PairReview, PairReview.status == PairStatus.APPROVED)
    waiting = _ids_of(Suggestion, sa.and_(both_visible(), undecided()))
    order = {"introduced": 0, "waiting": 1, "nothing": 2}
    shores: dict[Country, list[Served]] = {country: [] for country in Country}
    for id_, key, name, country in db.session.execute(
        sa.select(Profile.id, Profile.key, Profile.name, Profile.country).where(visible()).order_by(Profile.key)
    ):
        state = "introduced" if id_ in introduced else "waiting" if id_ in waiting else "nothing"
        shores[country].append(Served(key, name, state))
    return {country: sorted(found, key=lambda one: order[one.state]) for country, found in shores.items()}


def _ids_of(table: type[PairReview] | type[Suggestion], condition: ColumnElement[bool]) -> set[int]:
    rows = db.session.execute(sa.select(table.ml_profile_id, table.dz_profile_id).where(condition)).all()
    return {id_ for row in rows for id_ in row}


def _waiting(filters: QueueFilters) -> sa.Select[Suggestion, int]:
    mutual = _mutual()
    query = sa.select(Suggestion, mutual.label("mutual")).where(both_visible(), undecided(), *_conditions(filters))
    return query.order_by(mutual.desc(), Suggestion.score.desc(), Suggestion.id)


def _mutual() -> ColumnElement[int]:
    """1 where both sides said « interested », else 0."""

    def said(profile: ColumnElement[int], other: ColumnElement[int]) -> ColumnElement[bool]:
        reaction = aliased(Reaction)
        return sa.exists(
            sa.select(reaction.id).where(
                reaction.profile_id == profile, reaction.other_profile_id == other, reaction.interested
            )
        )

    ml, dz = Suggestion.ml_profile_id.expression, Suggestion.dz_profile_id.expression
    return sa.case((sa.and_(said(ml, dz), said(dz, ml)), 1), else_=0)


def _conditions(filters: QueueFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.at_least is not None:
        conditions.append(Suggestion.score >= filters.at_least)
    if filters.kind is not None:
        conditions.append(_either(Profile.kind == filters.kind))
    if filters.sector is not None:
        # Codes are stored as a JSON list of words that never contain one another in quotes.
        conditions.append(_either(sa.cast(Profile.sectors, sa.Text).contains(f'"{filters.sector.value}"')))
    if filters.unserved is not None:
        served = sa.select(PairReview.id).where(PairReview.status == PairStatus.APPROVED)
        mine = "ml_profile_id" if filters.unserved is Country.MALI else "dz_profile_id"
        conditions.append(~sa.exists(served.where(getattr(PairReview, mine) == getattr(Suggestion, mine))))
    return conditions


def _either(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    chosen = sa.select(Profile.id).where(condition)
    return sa.or_(Suggestion.ml_profile_id.in_(chosen), Suggestion.dz_profile_id.in_(chosen))
