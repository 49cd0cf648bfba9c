"""Which pairs are closed at this moment, and why: as a condition of queries, as a list for a run, in detail for a
pair. Reads only; how long each word holds is said in `memory`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.extensions import db
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.memory import CLOSING
from matchmaking.matching.models import (
    ApartList,
    DeclineReason,
    DismissalReason,
    KeptApart,
    PairReview,
    Reaction,
    Suggestion,
)
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country

PairKey = tuple[str, str]
Table = TypeVar("Table", KeptApart, Reaction)


class Closed(StrEnum):
    """Why a pair is not suggested, in the counts of a run."""

    ALREADY_PARTNERS = "already_partners"
    DO_NOT_INTRODUCE = "do_not_introduce"
    INTRODUCED = "introduced"
    COMPETITORS = "competitors"
    ALREADY_IN_CONTACT = "already_in_contact"
    CONFLICT = "conflict"
    OFFER_MISSES_NEED = "offer_misses_need"
    NOT_NOW = "not_now"
    TOO_VAGUE = "too_vague"
    OTHER = "other"


_DISMISSED = {
    DismissalReason.COMPETITORS: Closed.COMPETITORS,
    DismissalReason.ALREADY_IN_CONTACT: Closed.ALREADY_IN_CONTACT,
    DismissalReason.CONFLICT: Closed.CONFLICT,
    DismissalReason.OFFER_MISSES_NEED: Closed.OFFER_MISSES_NEED,
    DismissalReason.TOO_EARLY: Closed.NOT_NOW,
    DismissalReason.PROFILE_TOO_VAGUE: Closed.TOO_VAGUE,
    DismissalReason.OTHER: Closed.OTHER,
}
_DECLINED = {
    DeclineReason.COMPETITOR: Closed.COMPETITORS,
    DeclineReason.ALREADY_IN_CONTACT: Closed.ALREADY_IN_CONTACT,
    DeclineReason.CONFLICT: Closed.CONFLICT,
    DeclineReason.NOT_NOW: Closed.NOT_NOW,
    DeclineReason.TOO_VAGUE: Closed.TOO_VAGUE,
}


@dataclass(frozen=True)
class Apart:
    """One of the two named the other on a list of theirs."""

    by: Profile
    other: Profile
    kept_on: ApartList
    since: datetime


def undecided() -> ColumnElement[bool]:
    """Whether no organizer has approved or dismissed the pair of a suggestion."""
    return ~sa.exists(
        sa.select(PairReview.id).where(
            PairReview.ml_profile_id == Suggestion.ml_profile_id,
            PairReview.dz_profile_id == Suggestion.dz_profile_id,
            PairReview.status != PairStatus.OPEN,
        )
    )


def not_apart() -> ColumnElement[bool]:
    """Whether neither side of a suggestion has named the other on one of its lists."""
    return ~sa.or_(*(sa.exists(sa.select(table.id).where(own)) for table, own in _both_ways(KeptApart)))


def not_declined() -> ColumnElement[bool]:
    """Whether neither side of a suggestion has declined the other for a reason that closes the pair."""
    return sa.and_(not_declined_by(Country.MALI), not_declined_by(Country.ALGERIA))


def not_declined_by(country: Country) -> ColumnElement[bool]:
    """Whether the side of this country has not declined the other for a reason that closes the pair."""
    table, own = _both_ways(Reaction)[0 if country is Country.MALI else 1]
    return ~sa.exists(sa.select(table.id).where(own, _declining(table)))


@cache
def not_closed() -> ColumnElement[bool]:
    """Whether the pair of a suggestion is open: nobody decided, declined for good or kept it apart."""
    return sa.and_(undecided(), not_declined(), not_apart())


def shut() -> sa.CTE:
    """The ids of the suggestions that wait for nobody: of closed pairs, and of those with a side that is not visible.

    Few of many. So they are found from what closes them, and taken off, where the conditions above would be asked of
    every suggestion.
    """
    own = sa.and_(
        Suggestion.ml_profile_id == PairReview.ml_profile_id, Suggestion.dz_profile_id == PairReview.dz_profile_id
    )
    decided = sa.select(Suggestion.id).select_from(PairReview).join(Suggestion, own)
    sides = (Suggestion.ml_profile_id, Suggestion.dz_profile_id)
    stands = (sa.exists(sa.select(Suggestion.id).where(side == Profile.id).correlate(Profile)) for side in sides)
    hidden = sa.select(Profile.id).where(sa.not_(visible()), sa.or_(*stands)).cte("hidden")
    return sa.union(
        decided.where(PairReview.status != PairStatus.OPEN),
        *(_said_of(table, own).where(_declining(table)) for table, own in _both_ways(Reaction)),
        *(_said_of(table, own) for table, own in _both_ways(KeptApart)),
        *(sa.select(Suggestion.id).select_from(hidden).join(Suggestion, side == hidden.c.id) for side in sides),
    ).cte("shut")


def _said_of(table: type[Table], own: ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(Suggestion.id).select_from(table).join(Suggestion, own)


def list_closed() -> dict[PairKey, Closed]:
    """Every closed pair, Malian key first, with one reason: lists before decisions before reactions."""
    closed: dict[PairKey, Closed] = {}
    for ml_key, dz_key, reason in (*_reacted(), *_reviewed(), *_kept_apart()):
        closed[ml_key, dz_key] = reason
    return closed


def list_apart(ml: Profile, dz: Profile) -> list[Apart]:
    """Who of a pair named the other, and where; the Malian side first."""
    return list_all_apart([(ml, dz)])[ml.id, dz.id]


def list_all_apart(pairs: Iterable[tuple[Profile, Profile]]) -> dict[tuple[int, int], list[Apart]]:
    """The same for many pairs, by their ids, in one query."""
    wanted = list(pairs)
    ids = {profile.id for pair in wanted for profile in pair}
    lines = {
        (line.profile_id, line.other_profile_id): line
        for line in db.session.scalars(sa.select(KeptApart).where(KeptApart.profile_id.in_(ids)))
    }
    return {
        (ml.id, dz.id): [
            Apart(one, other, line.kept_on, line.added_at)
            for one, other in ((ml, dz), (dz, ml))
            if (line := lines.get((one.id, other.id)))
        ]
        for ml, dz in wanted
    }


def list_declines(ml: Profile, dz: Profile) -> list[Reaction]:
    """The reactions of a pair that close it; the Malian side first."""
    pair = [ml.id, dz.id]
    query = sa.select(Reaction).where(
        Reaction.profile_id.in_(pair), Reaction.other_profile_id.in_(pair), _declining(Reaction)
    )
    return sorted(db.session.scalars(query), key=lambda row: row.profile_id != ml.id)


def _declining(table: type[Reaction]) -> ColumnElement[bool]:
    return sa.and_(sa.not_(table.interested), table.reason.in_(CLOSING), table.returned_at.is_(None))


@cache
def _both_ways(table: type[Table]) -> list[tuple[type[Table], ColumnElement[bool]]]:
    """The rows that either side wrote of the other in the surrounding query's suggestion, the Malian side first."""
    ml, dz = Suggestion.ml_profile_id, Suggestion.dz_profile_id
    first, second = aliased(table), aliased(table)
    return [
        (first, sa.and_(first.profile_id == ml, first.other_profile_id == dz)),
        (second, sa.and_(second.profile_id == dz, second.other_profile_id == ml)),
    ]


def _reviewed() -> Iterator[tuple[str, str, Closed]]:
    ml, dz = aliased(Profile), aliased(Profile)
    rows = db.session.execute(
        sa.select(ml.key, dz.key, PairReview.reason)
        .join(ml, ml.id == PairReview.ml_profile_id)
        .join(dz, dz.id == PairReview.dz_profile_id)
        .where(PairReview.status != PairStatus.OPEN)
        .order_by(PairReview.id)
    )
    return ((row[0], row[1], _DISMISSED[row[2]] if row[2] else Closed.INTRODUCED) for row in rows)


def _reacted() -> Iterator[tuple[str, str, Closed]]:
    one, other = aliased(Profile), aliased(Profile)
    rows = db.session.execute(
        sa.select(one.key, other.key, one.country, Reaction.reason)
        .join(one, one.id == Reaction.profile_id)
        .join(other, other.id == Reaction.other_profile_id)
        .where(_declining(Reaction))
        .order_by(Reaction.id)
    )
    return ((*_ordered(row[0], row[1], row[2]), _DECLINED[row[3]]) for row in rows if row[3])


def _kept_apart() -> Iterator[tuple[str, str, Closed]]:
    one, other = aliased(Profile), aliased(Profile)
    rows = db.session.execute(
        sa.select(one.key, other.key, one.country, KeptApart.kept_on)
        .join(one, one.id == KeptApart.profile_id)
        .join(other, other.id == KeptApart.other_profile_id)
        .order_by(KeptApart.id)
    )
    return ((*_ordered(row[0], row[1], row[2]), Closed(row[3].value)) for row in rows)


def _ordered(own_key: str, other_key: str, country: Country) -> PairKey:
    return (own_key, other_key) if country is Country.MALI else (other_key, own_key)
