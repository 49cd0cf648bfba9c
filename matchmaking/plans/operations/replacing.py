"""After a no: an alternate is introduced instead, or an organizer leaves it at that."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.audit import queries as trail
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, NotFound, StaleDecision
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions.lifecycle import Origin
from matchmaking.introductions.models import Introduction
from matchmaking.locale import moment
from matchmaking.matching.operations import decision_so_far
from matchmaking.matching.queries import find_review, ordered
from matchmaking.plans import policy, queries
from matchmaking.plans.lifecycle import PairState
from matchmaking.plans.models import PlannedPair
from matchmaking.profiles.models import Profile


def approve_alternate(
    pair: PlannedPair, profile: Profile, other: Profile, *, shown_version: int, actor: User, now: datetime
) -> Introduction:
    """Introduce an alternate for one side of a pair that came to nothing; `shown_version` is the review's of the new
    pair. Raises NotFound for somebody the plan did not propose, NotAllowed where they may not be introduced at this
    moment, StaleDecision where somebody has settled it."""
    _open(pair, profile, actor=actor, now=now)
    found = next((one for one in queries.list_alternates(pair, profile) if one.other_profile_id == other.id), None)
    if found is None:
        raise NotAllowed(_("%(name)s is no longer possible.", name=other.name))
    ml, dz = ordered(profile, other)
    review = find_review(ml, dz)
    if (review.version if review else 0) != shown_version:
        raise StaleDecision(decision_so_far(review, now=now) if review else "")
    introduction = introductions.approve(ml, dz, shown_version=shown_version, actor=actor, now=now, origin=Origin.PLAN)
    _join(pair.plan_id, introduction, score=found.score)
    _settle(pair, profile, actor=actor, now=now, other=other.key)
    return introduction


def leave_open(pair: PlannedPair, profile: Profile, *, shown_version: int, actor: User, now: datetime) -> None:
    """Decide that this side gets nobody instead; `shown_version` is the introduction's. Raises StaleDecision."""
    _open(pair, profile, actor=actor, now=now)
    if pair.introduction is None or pair.introduction.version != shown_version:
        raise StaleDecision(_so_far(pair, now=now))
    _settle(pair, profile, actor=actor, now=now)


def _open(pair: PlannedPair, profile: Profile, *, actor: User, now: datetime) -> None:
    if not policy.can_plan(actor):
        raise NotAllowed("plan")
    lock(pair)
    if profile.id not in (pair.ml_profile_id, pair.dz_profile_id) or pair.introduction is None:
        raise NotFound(f"profile {profile.key} of planned pair {pair.id}")
    settled = pair.ml_settled_at if profile.id == pair.ml_profile_id else pair.dz_settled_at
    if settled is not None or not policy.asks_for_replacement(pair.introduction):
        raise StaleDecision(_so_far(pair, now=now))


def _settle(pair: PlannedPair, profile: Profile, *, actor: User, now: datetime, **details: str) -> None:
    if profile.id == pair.ml_profile_id:
        pair.ml_settled_at = now
    else:
        pair.dz_settled_at = now
    action = "plan.replaced" if details else "plan.left_open"
    audit.record(action, _subject(pair), actor_id=actor.id, now=now, profile=profile.key, **details)
    db.session.flush()


def _join(plan_id: int, introduction: Introduction, *, score: float) -> None:
    """The new pair belongs to the plan: a no to it is replaced again."""
    ml, dz = introduction.ml_profile, introduction.dz_profile
    found = db.session.scalar(
        sa.select(PlannedPair).where(
            PlannedPair.plan_id == plan_id, PlannedPair.ml_profile_id == ml.id, PlannedPair.dz_profile_id == dz.id
        )
    )
    if found is None:
        found = PlannedPair(plan_id=plan_id, ml_profile=ml, dz_profile=dz, score=score)
        db.session.add(found)
    found.introduction, found.state = introduction, PairState.INTRODUCED
    found.ml_settled_at = found.dz_settled_at = None


def _so_far(pair: PlannedPair, *, now: datetime) -> str:
    event = trail.find_last(_subject(pair), "plan.replaced", "plan.left_open")
    if event is None:
        return str(_("The introduction is no longer as you saw it."))
    told = {"who": trail.find_actor_name(event) or _("Somebody"), "when": moment(event.at, now=now)}
    if event.action == "plan.replaced":
        return str(_("%(who)s approved a replacement %(when)s.", **told))
    return str(_("%(who)s left the place open %(when)s.", **told))


def _subject(pair: PlannedPair) -> str:
    return f"planned_pair:{pair.id}"
