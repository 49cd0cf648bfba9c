"""Reading what may be a duplicate, and what became of those that were. For organizers only.

Proposals are computed from the rows as they are and remembered only as long as nothing compared has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, selectinload
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles import content
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile, ProfileMerge, TwinDismissal
from matchmaking.profiles.queries import get_by_key, in_place
from matchmaking.profiles.twins.finding import Card, Twin, find
from matchmaking.profiles.vocabulary import OpportunityKind, Side


def list_twins() -> list[Twin]:
    """All pairs that may be one organisation and about which nobody said that they are two, the surest first."""
    said = _said_to_be_two()
    return [twin for twin in _found(_compared()) if said.get((twin.left.key, twin.right.key)) != fingerprint(twin)]


def list_twins_of(profile: Profile) -> list[Twin]:
    """Those in which this profile stands."""
    return [twin for twin in list_twins() if profile.key in (twin.left.key, twin.right.key)]


def find_twin(one: Profile, other: Profile) -> Twin | None:
    """The two as a possible duplicate, whatever was said about them."""
    keys = {one.key, other.key}
    return next((twin for twin in _found(_compared()) if {twin.left.key, twin.right.key} == keys), None)


def list_twins_among(newcomers: Sequence[Card]) -> list[Twin]:
    """Which of these cards, of rows that are not on the platform yet, may be there already or twice among them."""
    keys = {card.key for card in newcomers}
    return [twin for twin in find((*_cards(), *newcomers)) if keys & {twin.left.key, twin.right.key}]


def fingerprint(twin: Twin) -> str:
    """What was compared, in short: another name, site or number gives another one."""
    return hashlib.sha256("\0".join((twin.left.fingerprint, twin.right.fingerprint)).encode()).hexdigest()


def get_two(key: str, other_key: str) -> tuple[Profile, Profile]:
    """Two profiles; raises NotFound where there are not two."""
    one, other = get_by_key(key), get_by_key(other_key)
    if one is other:
        raise NotFound(f"twin {key}")
    return one, other


def get_two_for_decision(key: str, other_key: str) -> tuple[Profile, Profile]:
    """The two, locked in the order of their rows, so that two organizers follow one another."""
    two = get_two(key, other_key)
    for profile in sorted(two, key=lambda profile: profile.id):
        lock(profile)
    return get_two(key, other_key)


def list_profiles(twins: Sequence[Twin]) -> dict[str, Profile]:
    """The profiles of these pairs by key."""
    keys = {key for twin in twins for key in (twin.left.key, twin.right.key)}
    query = sa.select(Profile).where(Profile.key.in_(keys), in_place())
    found = db.session.scalars(query.options(selectinload(Profile.opportunities), selectinload(Profile.members)))
    return {profile.key: profile for profile in found}


def list_merges_into(profile: Profile) -> Sequence[ProfileMerge]:
    """What went into this profile, first to last."""
    query = sa.select(ProfileMerge).where(ProfileMerge.kept_id == profile.id)
    return db.session.scalars(query.order_by(ProfileMerge.merged_at, ProfileMerge.id)).all()


def get_merge(merge_id: int) -> ProfileMerge:
    """One merge with its record; raises NotFound."""
    merge = db.session.scalar(
        sa.select(ProfileMerge)
        .join(Profile, Profile.id == ProfileMerge.kept_id)
        .where(ProfileMerge.id == merge_id, in_place())
    )
    if merge is None:
        raise NotFound(f"merge {merge_id}")
    return merge


def content_before(merge: ProfileMerge) -> ProfileContent:
    """The absorbed profile as it was, its offers and needs included."""
    rows = merge.before["rows"].get("opportunities", ())
    own = sorted((row for row in rows if row["profile_id"] == merge.absorbed_id), key=lambda row: row["position"])
    opportunities = tuple(
        OpportunityContent(
            key=row["key"],
            side=Side(row["side"]),
            kind=OpportunityKind(row["kind"]) if row["kind"] else None,
            title=row["title"],
            text=row["text"],
            closes_on=date.fromisoformat(row["closes_on"]) if row["closes_on"] else None,
        )
        for row in own
    )
    return replace(content.of(merge.absorbed), opportunities=opportunities)


def list_folded(merge: ProfileMerge) -> list[str]:
    """The titles of the absorbed offers and needs that repeated one of the kept profile."""
    return [item.title for item in content_before(merge).opportunities if item.key in merge.before["folded"]]


_COMPARED: tuple[sa.orm.InstrumentedAttribute[Any], ...] = (
    Profile.key,
    Profile.country,
    Profile.name,
    Profile.name_ar,
    Profile.website,
    Profile.contact_phone,
    Profile.contact_email,
    User.phone,
    User.email,
)


@lru_cache(maxsize=2)
def _found(_compared: str) -> tuple[Twin, ...]:
    """The proposals while what is compared stays the same; another word of it, and everything is compared anew."""
    return tuple(find(_cards()))


def _compared() -> str:
    """A code for everything that is compared, gathered by the database: cheaper than the rows themselves."""
    line: ColumnElement[str] = sa.literal("")
    for column in _COMPARED:
        line = line + sa.func.coalesce(sa.cast(column, sa.String), "") + "\x1f"
    whole = db.session.scalar(_of_those_compared(sa.select(sa.func.aggregate_strings(line, "\x1e"))))
    return hashlib.sha256((whole or "").encode()).hexdigest()


def _cards() -> tuple[Card, ...]:
    """Every profile but those that were put away, by key; its contact person's own number and address count too."""
    rows = db.session.execute(_of_those_compared(sa.select(*_COMPARED)).order_by(Profile.key))
    return tuple(
        Card(
            key=key,
            country=country.value,
            name=name,
            name_ar=name_ar,
            website=website,
            phones=tuple(sorted({number for number in (typed_phone, phone) if number})),
            emails=tuple(sorted({mail.lower() for mail in (typed_email, email) if mail})),
        )
        for key, country, name, name_ar, website, typed_phone, typed_email, phone, email in rows
    )


def _of_those_compared(query: sa.Select[Any]) -> sa.Select[Any]:
    people = query.select_from(Profile).outerjoin(User, User.id == Profile.contact_user_id)
    return people.where(in_place(), Profile.status != ProfileStatus.ARCHIVED)


def _said_to_be_two() -> dict[tuple[str, str], str]:
    """By the two keys in their order, the fingerprint of what was said to be two."""
    first, second = aliased(Profile), aliased(Profile)
    rows = db.session.execute(
        sa.select(first.key, second.key, TwinDismissal.fingerprint)
        .join(first, first.id == TwinDismissal.first_id)
        .join(second, second.id == TwinDismissal.second_id)
    )
    return {(min(one, other), max(one, other)): said for one, other, said in rows}
