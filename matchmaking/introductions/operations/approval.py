"""An organizer introduces two organisations, and may take it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, StaleDecision, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import notifications, policy, queries, trail, wording
from matchmaking.introductions.lifecycle import (
    CancelReason,
    IntroductionAction,
    IntroductionStatus,
    Origin,
    next_status,
)
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.asking import ask
from matchmaking.introductions.operations.decisions import ending_hold, forget_told, record, refuse_stale, take
from matchmaking.introductions.operations.grounds import lay
from matchmaking.introductions.operations.ticking import wind
from matchmaking.introductions.requests.operations import settling
from matchmaking.matching import operations as matching
from matchmaking.matching import queries as pairs
from matchmaking.outbox import operations as outbox
from matchmaking.profiles.models import Profile
from matchmaking.settings import queries as switches


def approve(
    ml: Profile,
    dz: Profile,
    *,
    shown_version: int,
    actor: User,
    now: datetime,
    origin: Origin = Origin.ORGANIZER,
) -> Introduction:
    """Introduce a pair: its review is closed, both contact persons get a letter once the hold time is over.

    It is held until the first of these letters leaves, which a weekend may put off: neither side sees it before.

    Requests about the pair are answered by it; an organizer who introduces what was asked for grants the request.
    Where both sides agree aloud on the day there is nothing to ask and nothing to hold: no letter is written.

    Raises NotAllowed where a profile may not cross the border, StaleDecision where somebody decided before.
    """
    if not policy.can_introduce(actor, origin) or not queries.both_visible(ml, dz):
        raise NotAllowed(_("One of the two profiles is not visible across the border at the moment."))
    if policy.share_contact_person(ml, dz):
        raise NotAllowed(_("Both organisations have the same contact person."))
    if live := queries.find_live(ml, dz):
        raise StaleDecision(wording.last_decision(trail.history(live), None, now=now))
    on_site = origin is Origin.ON_SITE
    matching.approve_pair(ml, dz, shown_version=shown_version, actor=actor, now=now, on_site=on_site)
    hold = timedelta() if on_site else timedelta(minutes=switches.current().hold_minutes)
    introduction = Introduction(
        ml_profile=ml,
        dz_profile=dz,
        origin=origin,
        approved_by=actor,
        approved_at=now,
        held_until=now + hold,
        changed_at=now,
    )
    introduction.sides = [
        IntroductionSide(profile=profile, contact_user=profile.contact_user, asked_at=now) for profile in (ml, dz)
    ]
    lay(introduction)
    db.session.add(introduction)
    db.session.flush()
    if settling.follow_approval(introduction, actor=actor, now=now) and origin is Origin.ORGANIZER:
        introduction.origin = Origin.REQUEST
    record("approved", introduction, actor=actor, now=now, hold_minutes=int(hold.total_seconds() // 60))
    if not on_site:
        for side in introduction.sides:
            ask(side, now=now, hold=hold)
        introduction.held_until = min(side.asked_at for side in introduction.sides)
        wind(introduction, now=now)
    db.session.flush()
    return introduction


def undo(introduction: Introduction, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take an introduction back. What has not left never leaves; whoever got a letter gets another that says so."""
    take(introduction)
    refuse_stale(introduction, side=None, shown_version=shown_version, now=now)
    if not policy.can_undo(actor, introduction):
        raise TransitionError(introduction.status, IntroductionAction.CANCEL)
    silently = is_undone_silently(introduction, now)
    end(introduction, CancelReason.ORGANIZER, actor=actor, now=now)
    if silently:
        settling.follow_silent_undo(introduction, actor=actor, now=now)
    review = pairs.find_review(introduction.ml_profile, introduction.dz_profile)
    if review is not None:
        matching.reopen_pair(
            introduction.ml_profile, introduction.dz_profile, shown_version=review.version, actor=actor, now=now
        )
    db.session.flush()


def end(introduction: Introduction, reason: CancelReason, *, actor: User | None, now: datetime) -> None:
    """Cancel: letters that wait are withdrawn, sides that were told are told that it is over."""
    was = introduction.status
    introduction.status = next_status(was, IntroductionAction.CANCEL)
    introduction.cancelled_at, introduction.cancel_reason = now, reason
    forget_told(introduction)
    notifications.withdraw_all(introduction, actor=actor, now=now)
    record("cancelled", introduction, actor=actor, now=now, reason=reason.value, was=was.value)
    for side in introduction.sides:
        if notifications.was_told(side):
            notifications.tell_cancelled(side, now=now, hold=ending_hold())
    outbox.publish("introduction.ended", {"introduction_id": introduction.id}, now=now)


def is_undone_silently(introduction: Introduction, now: datetime) -> bool:
    """Whether an undo would leave no trace outside: nobody has been told yet."""
    undoable = introduction.status is IntroductionStatus.PROPOSED and now < introduction.held_until
    return undoable and not any(map(notifications.was_told, introduction.sides))
