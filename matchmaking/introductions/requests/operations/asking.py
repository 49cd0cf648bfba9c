"""An organisation asks for an introduction, and takes a request back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import DomainError, NotFound, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.policy import is_out, share_contact_person
from matchmaking.introductions.queries import find_live
from matchmaking.introductions.requests import policy, queries
from matchmaking.introductions.requests.lifecycle import RequestAction, next_status
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.operations.settling import settle_by
from matchmaking.introductions.requests.operations.trail import record, take
from matchmaking.matching.closing import list_apart
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.queries import find_review, ordered
from matchmaking.profiles.disclosure import shown_name
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member, is_visible
from matchmaking.profiles.queries import in_demonstration
from matchmaking.settings import queries as switches


class CannotAsk(DomainError):
    """The request was not made; `sentences` say why, without telling what somebody else has decided."""

    status = 422

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def ask(
    profile: Profile, others: Sequence[Profile], why: str, *, actor: User, now: datetime
) -> list[IntroductionRequest]:
    """Ask the organizers for introductions to up to three organisations, with one message.

    Raises NotFound for an organisation that is not the actor's or not across the border, CannotAsk where the cap is
    reached or one of them cannot be asked for: nothing is written then.
    """
    if not others or not all(policy.can_ask(actor, profile, other) for other in others):
        raise NotFound(f"request of {profile.key}")
    lock(profile)  # two colleagues who ask at once are counted one after the other
    pending = queries.list_pending(profile, now=now)
    asked = {request.other_profile_id for request in pending}
    refusals = [*_of_numbers(profile, len(others), len(pending))]
    refusals += [sentence for other in others if (sentence := _of_pair(profile, other, asked, now=now))]
    if refusals:
        raise CannotAsk(refusals)
    return [_write(profile, other, why, actor=actor, now=now) for other in others]


def withdraw(request: IntroductionRequest, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take a request back. One that was decided a moment ago still reads as pending, and may be taken back too: an
    introduction that came of it goes on, and can be declined like any other."""
    if not is_member(actor, request.profile):
        raise NotFound(queries.subject_ref(request))
    lock(request)
    if not policy.can_withdraw(actor, request, now):
        raise TransitionError(request.status, RequestAction.WITHDRAW)
    if request.settled_at is None:
        take(request, shown_version=shown_version, now=now)
    request.status = next_status(request.status, RequestAction.WITHDRAW)
    request.settled_by_id, request.settled_at = actor.id, now
    record("withdrawn", request, actor=actor, now=now)
    db.session.flush()


def _of_numbers(profile: Profile, wanted: int, pending: int) -> list[str]:
    """Why the organisation cannot ask for so many now."""
    if not is_visible(profile, demonstration=in_demonstration()):
        return [
            _("%(name)s is not visible across the border at the moment, so nobody could answer it.", name=profile.name)
        ]
    if wanted > policy.MOST_AT_ONCE:
        return [_("One message goes with up to three organisations. Choose fewer.")]
    cap = switches.current().pending_requests
    if pending + wanted > cap:
        return [
            _(
                "%(pending)s of %(cap)s requests are pending already. Choose fewer, or withdraw one that matters less.",
                pending=pending,
                cap=cap,
            )
        ]
    return []


def _of_pair(profile: Profile, other: Profile, asked: set[int], *, now: datetime) -> str | None:
    """Why this pair cannot be asked for. What is closed is said in one sentence, whoever closed it and why."""
    name = shown_name(other, to_other_side=True)
    if not is_visible(other, demonstration=in_demonstration()):
        return str(_("%(name)s is no longer shown in the directory.", name=name))
    if other.id in asked:
        return str(_("You have asked for %(name)s already; the organizers read it.", name=name))
    live = _live(profile, other)
    if live is not None:
        known = is_out(live, now)
        return str(_("You have an introduction to %(name)s: see « Introductions ».", name=name)) if known else None
    if _is_closed(*ordered(profile, other)):
        return str(_("The organizers do not introduce you to %(name)s at the moment.", name=name))
    return None


def _is_closed(ml: Profile, dz: Profile) -> bool:
    """Whether the pair is not to be introduced as things stand: kept apart by either, or set aside by organizers."""
    review = find_review(ml, dz)
    dismissed = review is not None and review.status is PairStatus.DISMISSED
    return dismissed or bool(list_apart(ml, dz)) or share_contact_person(ml, dz)


def _live(profile: Profile, other: Profile) -> Introduction | None:
    return find_live(*ordered(profile, other))


def _write(profile: Profile, other: Profile, why: str, *, actor: User, now: datetime) -> IntroductionRequest:
    request = IntroductionRequest(profile=profile, other_profile=other, asked_by=actor, asked_at=now, why=why)
    db.session.add(request)
    record("asked", request, actor=actor, now=now)
    live = _live(profile, other)
    if live is not None:  # approved a moment ago and still held: the asker must not learn of it before its letters
        settle_by(request, live, actor=live.approved_by, now=now)
    db.session.flush()
    return request
