"""What people decide about pairs: organizers review, participants react. Suggestions themselves come from a run."""

from __future__ import annotations

from datetime import datetime

from flask_babel import format_datetime
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.accounts.queries import get_user
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.matching import policy
from matchmaking.matching.lifecycle import PairAction, PairStatus, next_status
from matchmaking.matching.models import DeclineReason, DismissalReason, PairReview, Reaction
from matchmaking.matching.queries import find_reaction, find_review
from matchmaking.outbox.operations import enqueue
from matchmaking.profiles.models import Profile
from matchmaking.settings import queries as switches

REFRESH = "matching.refresh"


def approve_pair(ml: Profile, dz: Profile, *, shown_version: int, actor: User, now: datetime) -> PairReview:
    """Decide that the two are introduced; `shown_version` is the review's version on the page, 0 where none was."""
    return _decide(ml, dz, PairAction.APPROVE, shown_version=shown_version, actor=actor, now=now)


def dismiss_pair(
    ml: Profile,
    dz: Profile,
    *,
    reason: DismissalReason,
    note: str | None,
    shown_version: int,
    actor: User,
    now: datetime,
) -> PairReview:
    """Set a pair aside with a reason; it never comes back to the queue by itself."""
    review = _review(ml, dz, shown_version=shown_version, actor=actor)
    review.reason, review.note = reason, note or None
    return _move(review, PairAction.DISMISS, actor=actor, now=now, reason=reason.value)


def reopen_pair(ml: Profile, dz: Profile, *, shown_version: int, actor: User, now: datetime) -> PairReview:
    """Take an approval or a dismissal back: the pair stands in the queue again."""
    return _decide(ml, dz, PairAction.REOPEN, shown_version=shown_version, actor=actor, now=now)


def react(
    profile: Profile,
    other: Profile,
    *,
    interested: bool,
    reason: DeclineReason | None,
    actor: User,
    now: datetime,
) -> Reaction:
    """Say « interested » or « not for us » for one's organisation; a later word replaces an earlier one."""
    suggestions_open = switches.current().suggestions_open
    if not policy.can_react(actor, profile, other, suggestions_open=suggestions_open):
        raise NotAllowed("react")
    reaction = find_reaction(profile, other)
    if reaction is None:
        reaction = Reaction(profile_id=profile.id, other_profile_id=other.id, interested=interested, reacted_at=now)
        db.session.add(reaction)
    reaction.interested, reaction.reacted_at, reaction.user_id = interested, now, actor.id
    reaction.reason = None if interested else reason
    audit.record(
        "pair.reaction", f"profile:{profile.id}", actor_id=actor.id, now=now, other=other.id, interested=interested
    )
    db.session.flush()
    return reaction


def ask_for_run(*, actor: User, now: datetime) -> None:
    """Have the worker renew all suggestions."""
    if not policy.can_review(actor):
        raise NotAllowed("run")
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)
    audit.record("matching.run_asked", "run:0", actor_id=actor.id, now=now)


def _decide(
    ml: Profile, dz: Profile, action: PairAction, *, shown_version: int, actor: User, now: datetime
) -> PairReview:
    review = _review(ml, dz, shown_version=shown_version, actor=actor)
    review.reason = review.note = None
    return _move(review, action, actor=actor, now=now)


def _review(ml: Profile, dz: Profile, *, shown_version: int, actor: User) -> PairReview:
    """The review of the pair as the page showed it; raises StaleDecision where somebody decided since."""
    if not policy.can_review(actor):
        raise NotAllowed("review")
    review = find_review(ml, dz)
    if review is None:
        review = PairReview(ml_profile=ml, dz_profile=dz, status=PairStatus.OPEN)
        db.session.add(review)
        db.session.flush()
        shown_version = review.version if shown_version == 0 else shown_version
    if review.version != shown_version:
        raise StaleDecision(_decision_so_far(review))
    return review


def _move(review: PairReview, action: PairAction, *, actor: User, now: datetime, **details: str) -> PairReview:
    review.status = next_status(review.status, action)
    review.decided_by_id, review.decided_at = actor.id, now
    pair = {"ml": review.ml_profile_id, "dz": review.dz_profile_id}
    audit.record(f"pair.{action.value}", f"pair:{review.id}", actor_id=actor.id, now=now, **pair, **details)
    db.session.flush()
    return review


def _decision_so_far(review: PairReview) -> str:
    sentences = {
        PairStatus.OPEN: _("%(who)s reopened this pair on %(when)s."),
        PairStatus.APPROVED: _("%(who)s approved this pair on %(when)s."),
        PairStatus.DISMISSED: _("%(who)s dismissed this pair on %(when)s."),
    }
    who = get_user(review.decided_by_id).full_name if review.decided_by_id else _("Somebody")
    when = format_datetime(review.decided_at, "d MMMM, HH:mm") if review.decided_at else "…"
    return str(sentences[review.status] % {"who": who, "when": when})
