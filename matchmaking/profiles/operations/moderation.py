"""Organizers decide what is shown: publish, return, archive, check an edit, note what was verified.

Every decision posts the version its page showed; where the profile has moved on since, nothing is done and the
answer names who did what.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox
from matchmaking.profiles import content, notifications, policy, queries
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus
from matchmaking.profiles.models import ExchangeRate, Profile, ProfileCheck, Revision
from matchmaking.profiles.operations.trail import move, record, tell_changed
from matchmaking.profiles.vocabulary import CheckKind, Currency


def publish(profile: Profile, *, shown_version: int, actor: User, now: datetime) -> None:
    """Show the profile to the other participants."""
    _require_shown(profile, shown_version)
    move(profile, ProfileAction.PUBLISH, actor=actor)
    profile.published_at, profile.returned_reason = now, None
    record("profile.published", profile, actor=actor, now=now)
    tell_changed(profile, now=now)
    notifications.tell_published(profile, now=now)


def return_to_author(profile: Profile, reason: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Give the profile back as a draft; the reason reaches its people by letter and on their page."""
    _require_shown(profile, shown_version)
    before = move(profile, ProfileAction.RETURN, actor=actor)
    profile.returned_reason, profile.revision = reason, None
    record("profile.returned", profile, actor=actor, now=now)
    _tell_no_longer_published(profile, before, now=now)
    notifications.tell_returned(profile, reason, now=now)


def withdraw(profile: Profile, *, actor: User, now: datetime) -> None:
    """The organisation takes itself off the platform, at once; its texts stay with it."""
    before = move(profile, ProfileAction.WITHDRAW, actor=actor)
    profile.revision = None
    record("profile.withdrawn", profile, actor=actor, now=now)
    outbox.publish("profile.withdrawn", {"profile_id": profile.id}, now=now)
    _tell_no_longer_published(profile, before, now=now)


def archive(profile: Profile, *, shown_version: int, actor: User, now: datetime) -> None:
    """Put the profile away; nobody but the organizers and its members sees it any more."""
    _require_shown(profile, shown_version)
    before = move(profile, ProfileAction.ARCHIVE, actor=actor)
    profile.revision = None
    record("profile.archived", profile, actor=actor, now=now)
    outbox.publish("profile.withdrawn", {"profile_id": profile.id}, now=now)
    _tell_no_longer_published(profile, before, now=now)


def restore(profile: Profile, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take the profile out of the archive, as a draft."""
    _require_shown(profile, shown_version)
    move(profile, ProfileAction.RESTORE, actor=actor)
    record("profile.restored", profile, actor=actor, now=now)
    tell_changed(profile, now=now)


def approve_revision(profile: Profile, *, shown_version: int, actor: User, now: datetime) -> None:
    """Let an edit of a published profile take the place of its old form."""
    _require_shown(profile, shown_version)
    revision = _waiting_revision(profile, actor)
    content.apply(profile, queries.content_of_revision(revision))
    profile.revision = None
    record("revision.approved", profile, actor=actor, now=now)
    tell_changed(profile, now=now)
    notifications.tell_published(profile, now=now, changes=True)


def return_revision(profile: Profile, reason: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Give an edit back with a reason; the published form stays as it is."""
    _require_shown(profile, shown_version)
    revision = _waiting_revision(profile, actor)
    revision.returned_reason = reason
    record("revision.returned", profile, actor=actor, now=now)
    notifications.tell_returned(profile, reason, now=now, changes=True)


def record_check(
    profile: Profile, kind: CheckKind, note: str, checked_on: date, *, actor: User, now: datetime
) -> ProfileCheck:
    """Note what was verified about the organisation, and when."""
    if not policy.can_moderate(actor, profile):
        raise NotAllowed("only organizers note what was verified")
    check = ProfileCheck(kind=kind, note=note, checked_on=checked_on, checked_by_id=actor.id)
    profile.checks.append(check)
    db.session.flush()
    audit.record("profile.checked", f"profile:{profile.id}", actor_id=actor.id, now=now, kind=kind)
    return check


def set_rate(currency: Currency, per_euro: Decimal, valid_from: date, *, actor: User, now: datetime) -> ExchangeRate:
    """Write into the dated table how many units of a currency make one euro from a day on."""
    if not is_organizer(actor) or currency is Currency.EUR or per_euro <= 0:
        raise NotAllowed("this rate cannot be set")
    rate = db.session.scalar(
        sa.select(ExchangeRate).where(ExchangeRate.currency == currency, ExchangeRate.valid_from == valid_from)
    )
    if rate is None:
        rate = ExchangeRate(currency=currency, valid_from=valid_from)
        db.session.add(rate)
    rate.eur, rate.set_by_id = 1 / per_euro, actor.id
    db.session.flush()
    audit.record("rate.set", f"rate:{rate.id}", actor_id=actor.id, now=now, currency=currency, eur=str(rate.eur))
    return rate


def _require_shown(profile: Profile, shown_version: int) -> None:
    if profile.version != shown_version:
        raise StaleDecision(queries.last_decision(profile))


def _waiting_revision(profile: Profile, actor: User) -> Revision:
    revision = profile.revision
    if revision is None or revision.returned_reason is not None or not policy.can_moderate(actor, profile):
        raise NotAllowed(f"no changes of profile {profile.key} wait for a decision")
    return revision


def _tell_no_longer_published(profile: Profile, before: ProfileStatus, *, now: datetime) -> None:
    if before is ProfileStatus.PUBLISHED:
        tell_changed(profile, now=now)
