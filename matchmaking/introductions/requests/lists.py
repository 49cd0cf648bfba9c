"""Requests as their lists show them: the asker's own, and the organizers'. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.introductions.requests import policy, queries, wording
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.wording import Tag
from matchmaking.locale import moment
from matchmaking.matching.closing import list_all_apart
from matchmaking.matching.queries import ordered
from matchmaking.profiles.disclosure import shown_name
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import list_hidden


@dataclass(frozen=True, kw_only=True)
class OwnRow:
    """A request as its asker reads it: a decision that is held is not there yet."""

    request: IntroductionRequest
    name: str
    tag: Tag
    note: str  # what happens next, or the organizers' sentence
    asked: str
    can_withdraw: bool


@dataclass(frozen=True, kw_only=True)
class OrganizerRow:
    """A request as the organizers read it."""

    request: IntroductionRequest
    ml: Profile
    dz: Profile
    tag: Tag
    asked: str
    review_version: int
    can_decide: bool
    can_undo: bool
    obstacle: str | None  # why it cannot be approved right now


def own_rows(user: User, *, now: datetime) -> list[OwnRow]:
    """Everything the organisations of this person asked, the latest first."""
    return [_own_row(request, user, now=now) for request in queries.list_own(user)]


def organizer_rows(requests: Sequence[IntroductionRequest], user: User, *, now: datetime) -> list[OrganizerRow]:
    """Many of them, in their order, at the cost of one."""
    pairs = [ordered(request.profile, request.other_profile) for request in requests]
    apart = list_all_apart(pairs)
    hidden = {one.id for one in list_hidden([profile for pair in pairs for profile in pair])}
    versions = queries.review_versions(requests)
    return [
        OrganizerRow(
            request=request,
            ml=ml,
            dz=dz,
            tag=wording.tag_of(request.status, to_asker=False),
            asked=moment(request.asked_at, now=now),
            review_version=versions.get(frozenset((ml.id, dz.id)), 0),
            can_decide=policy.can_decide(user, request),
            can_undo=policy.can_undo(user, request, now),
            obstacle=_obstacle(hidden & {ml.id, dz.id}, bool(apart[ml.id, dz.id])),
        )
        for request, (ml, dz) in zip(requests, pairs, strict=True)
    ]


def _own_row(request: IntroductionRequest, user: User, *, now: datetime) -> OwnRow:
    status = policy.status_for_asker(request, now)
    return OwnRow(
        request=request,
        name=shown_name(request.other_profile, to_other_side=True),
        tag=wording.tag_of(status, to_asker=True),
        note=request.answer or "" if status is RequestStatus.DECLINED else str(wording.NEXT_STEPS[status]),
        asked=moment(request.asked_at, now=now),
        can_withdraw=policy.can_withdraw(user, request, now),
    )


def _obstacle(hidden: set[int], is_apart: bool) -> str | None:
    if hidden:
        return str(_("One of the two is hidden from the other shore at the moment."))
    return str(_("One of the two keeps the other apart: they are not introduced.")) if is_apart else None
