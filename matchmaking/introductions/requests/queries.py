"""Reading requests: an organisation's own, those that wait for the organizers, those about one pair."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from matchmaking.accounts.models import User
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests import policy
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.matching.models import PairReview
from matchmaking.paging import Page, cut
from matchmaking.profiles.models import Membership, Profile
from matchmaking.profiles.policy import is_member
from matchmaking.profiles.queries import in_place
from matchmaking.profiles.vocabulary import Country

PAGE = 30
WITH_BOTH = (
    joinedload(IntroductionRequest.profile).selectinload(Profile.members),
    joinedload(IntroductionRequest.other_profile).selectinload(Profile.members),
    joinedload(IntroductionRequest.asked_by),
    selectinload(IntroductionRequest.introduction),
)


def subject_ref(request: IntroductionRequest) -> str:
    """How letters and the audit trail name a request."""
    return f"request:{request.id}"


def get_request(request_id: int) -> IntroductionRequest:
    """For organizers; raises NotFound."""
    found = db.session.get(IntroductionRequest, request_id, options=WITH_BOTH)
    if found is None:
        raise NotFound(f"request {request_id}")
    return found


def get_own(request_id: int, user: User) -> IntroductionRequest:
    """One that an organisation of this person asked; raises NotFound."""
    found = get_request(request_id)
    if not is_member(user, found.profile):
        raise NotFound(f"request {request_id}")
    return found


def list_own(user: User) -> Sequence[IntroductionRequest]:
    """What the organisations of this person asked, the latest first."""
    own = sa.select(Membership.profile_id).where(Membership.user_id == user.id)
    query = sa.select(IntroductionRequest).where(IntroductionRequest.profile_id.in_(own)).options(*WITH_BOTH)
    return db.session.scalars(query.order_by(IntroductionRequest.asked_at.desc(), IntroductionRequest.id.desc())).all()


def list_pending(profile: Profile, *, now: datetime) -> list[IntroductionRequest]:
    """Those of an organisation that count against its cap: all that it reads as pending, oldest first."""
    return [one for one in _list_kept(profile) if policy.status_for_asker(one, now) is RequestStatus.PENDING]


def standing(profile: Profile, *, now: datetime) -> dict[str, RequestStatus]:
    """By the key of the other: what an organisation asked and need not ask again, as it reads it."""
    read = {
        one.other_profile.key: policy.status_for_asker(one, now) for one in _list_kept(profile) if policy.stands(one)
    }
    return {key: status for key, status in read.items() if status in (RequestStatus.PENDING, RequestStatus.INTRODUCED)}


def _list_kept(profile: Profile) -> Sequence[IntroductionRequest]:
    """Those of an organisation that were not taken back, oldest first."""
    query = (
        sa.select(IntroductionRequest)
        .where(
            IntroductionRequest.profile_id == profile.id,
            IntroductionRequest.status.in_([RequestStatus.PENDING, RequestStatus.INTRODUCED, RequestStatus.DECLINED]),
        )
        .options(*WITH_BOTH)
        .order_by(IntroductionRequest.id)
    )
    return db.session.scalars(query).all()


def list_requests(status: RequestStatus | None, *, page: int) -> Page[IntroductionRequest]:
    """For organizers: those that wait first, the oldest of them first; then the latest decided."""
    wanted = [*_in_place(), *([IntroductionRequest.status == status] if status else [])]
    total = db.session.scalar(sa.select(sa.func.count(IntroductionRequest.id)).where(*wanted)) or 0
    here = cut(page, total=total, length=PAGE)
    waits = IntroductionRequest.status == RequestStatus.PENDING
    order = (
        sa.case((waits, 0), else_=1),
        sa.case((waits, IntroductionRequest.asked_at)),
        IntroductionRequest.settled_at.desc(),
        IntroductionRequest.id,
    )
    query = sa.select(IntroductionRequest).where(*wanted).options(*WITH_BOTH).order_by(*order)
    return here.page(db.session.scalars(query.limit(here.length).offset(here.start)).all())


def count_waiting() -> int:
    """How many wait for the organizers."""
    waits = IntroductionRequest.status == RequestStatus.PENDING
    return db.session.scalar(sa.select(sa.func.count(IntroductionRequest.id)).where(waits, *_in_place())) or 0


def list_about(ml: Profile, dz: Profile, *, status: RequestStatus) -> Sequence[IntroductionRequest]:
    """The requests about one pair in this state, from either side, oldest first."""
    pair = [ml.id, dz.id]
    query = sa.select(IntroductionRequest).where(
        IntroductionRequest.profile_id.in_(pair),
        IntroductionRequest.other_profile_id.in_(pair),
        IntroductionRequest.status == status,
    )
    return db.session.scalars(query.options(*WITH_BOTH).order_by(IntroductionRequest.id)).all()


def list_pending_of(profile_id: int) -> Sequence[IntroductionRequest]:
    """The pending requests that name this profile, as asker or as asked."""
    named = sa.or_(IntroductionRequest.profile_id == profile_id, IntroductionRequest.other_profile_id == profile_id)
    query = sa.select(IntroductionRequest).where(named, IntroductionRequest.status == RequestStatus.PENDING)
    return db.session.scalars(query.order_by(IntroductionRequest.id)).all()


def list_answered_by(introduction: Introduction) -> Sequence[IntroductionRequest]:
    """The requests that this introduction answered, also those that were withdrawn after it, oldest first."""
    query = sa.select(IntroductionRequest).where(IntroductionRequest.introduction_id == introduction.id)
    return db.session.scalars(query.options(*WITH_BOTH).order_by(IntroductionRequest.id)).all()


def names_of_askers() -> dict[frozenset[int], list[str]]:
    """The pairs that somebody asks for, by the ids of the two, with the names of those who ask."""
    asker = aliased(Profile)
    rows = db.session.execute(
        sa.select(IntroductionRequest.profile_id, IntroductionRequest.other_profile_id, asker.name)
        .join(asker, asker.id == IntroductionRequest.profile_id)
        .where(IntroductionRequest.status == RequestStatus.PENDING)
        .order_by(IntroductionRequest.id)
    )
    names: dict[frozenset[int], list[str]] = {}
    for profile_id, other_id, name in rows:
        names.setdefault(frozenset((profile_id, other_id)), []).append(name)
    return names


def review_versions(requests: Sequence[IntroductionRequest]) -> Mapping[frozenset[int], int]:
    """The version of each pair's review, which an approval posts; a pair without one is missing."""
    ids = {profile_id for one in requests for profile_id in (one.profile_id, one.other_profile_id)}
    rows = db.session.execute(
        sa.select(PairReview.ml_profile_id, PairReview.dz_profile_id, PairReview.version).where(
            PairReview.ml_profile_id.in_(ids), PairReview.dz_profile_id.in_(ids)
        )
    )
    return {frozenset((row.ml_profile_id, row.dz_profile_id)): row.version for row in rows}


def _in_place() -> list[sa.ColumnElement[bool]]:
    return [IntroductionRequest.profile.has(in_place()), IntroductionRequest.other_profile.has(in_place())]


def list_shores(request_ids: Collection[int]) -> dict[str, Country]:
    """The shore of the asker of each of these requests, by how letters name the request."""
    query = (
        sa.select(IntroductionRequest.id, Profile.country)
        .join(Profile, Profile.id == IntroductionRequest.profile_id)
        .where(IntroductionRequest.id.in_(request_ids))
    )
    return {f"request:{row[0]}": row[1] for row in db.session.execute(query)}
