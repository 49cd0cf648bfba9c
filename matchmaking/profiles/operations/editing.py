"""An organisation writes its profile: begin, save, submit; and an organizer types one for somebody."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask import current_app

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.errors import DomainError, NotAllowed
from matchmaking.extensions import db
from matchmaking.profiles import content, policy, queries
from matchmaking.profiles.completeness import Point, blockers
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus, next_status
from matchmaking.profiles.models import ImportBatch, Membership, Profile, Revision
from matchmaking.profiles.operations.trail import move, record, tell_changed
from matchmaking.settings import queries as switches


class Incomplete(DomainError):
    """The least that a submitted profile holds is not there; `missing` says what."""

    def __init__(self, missing: list[Point]) -> None:
        super().__init__(", ".join(point.code for point in missing))
        self.missing = missing


class Saved(StrEnum):
    """What became of a saved text."""

    UNCHANGED = "unchanged"
    DRAFT = "draft"  # nobody else sees it yet
    LIVE = "live"  # others see it at once
    WAITING = "waiting"  # others see the old form until an organizer has checked the new one


def create_profile(typed: ProfileContent, *, actor: User, now: datetime) -> Profile:
    """Begin the profile of the actor's own organisation, as a draft; the actor is its contact person.

    Beginning the same one twice, as a double click does, gives the draft that is there. Raises NotAllowed where
    nothing may be stored about this person yet.
    """
    if not policy.can_create(actor, hosting_country=current_app.config["SETTINGS"].hosting_country):
        raise NotAllowed("nothing may be stored before the transfer consent")
    for own in queries.list_for_user(actor):
        if (own.status, own.country, own.name) == (ProfileStatus.DRAFT, typed.country, typed.name):
            return own
    profile = _new(typed, now=now)
    profile.members = [Membership(user=actor, joined_at=now)]
    profile.contact_user, profile.claimed_at = actor, now
    record("profile.created", profile, actor=actor, now=now)
    return profile


def create_for_somebody(
    typed: ProfileContent, *, paper: str, actor: User, now: datetime, walk_in: bool = False
) -> Profile:
    """An organizer types a profile for an organisation, declaring on what paper its consents stand. That of somebody
    who walked in, which a helper may type too, waits for an organizer at once, however little it holds."""
    if not policy.can_type_for_somebody(actor, walk_in=walk_in):
        raise NotAllowed("only organizers type profiles for others")
    profile = _new(typed, now=now)
    profile.import_batch = ImportBatch(declared_by_id=actor.id, declared_at=now, paper=paper, filename="", row_count=1)
    record("profile.created", profile, actor=actor, now=now, declared=True)
    if walk_in:
        profile.status, profile.submitted_at = next_status(profile.status, ProfileAction.SUBMIT), now
        record("profile.submitted", profile, actor=actor, now=now)
    return profile


def save(profile: Profile, typed: ProfileContent, *, actor: User, now: datetime) -> Saved:
    """Keep what was typed. On a published profile it is live at once, or waits for a check where the switch says so.

    Raises Incomplete where a submitted or published profile would lose its last offer, need or way to be reached.
    """
    if not policy.can_edit(actor, profile):
        raise NotAllowed(f"edit of profile {profile.key}")
    if profile.published_at is not None and typed.country is not profile.country:
        raise NotAllowed("a profile that was published keeps its side")
    if profile.status in (ProfileStatus.SUBMITTED, ProfileStatus.PUBLISHED):
        _require_complete(profile, typed)
    if typed == queries.editable_content(profile):
        return Saved.UNCHANGED
    if _waits_for_check(profile, actor):
        _revise(profile, typed, actor=actor, now=now)
        return Saved.WAITING
    content.apply(profile, typed)
    profile.revision = None
    record("profile.saved", profile, actor=actor, now=now, status=profile.status)
    if profile.status is not ProfileStatus.PUBLISHED:
        return Saved.DRAFT
    tell_changed(profile, now=now)
    return Saved.LIVE


def submit(profile: Profile, *, actor: User, now: datetime) -> None:
    """Hand the profile to the organizers for publication; raises Incomplete where the least is missing."""
    _require_complete(profile, content.of(profile))
    move(profile, ProfileAction.SUBMIT, actor=actor)
    profile.submitted_at, profile.returned_reason = now, None
    record("profile.submitted", profile, actor=actor, now=now)


def discard_revision(profile: Profile, *, actor: User, now: datetime) -> None:
    """Drop the changes that wait for a check; the published form stays."""
    if profile.revision is None or not policy.can_edit(actor, profile):
        raise NotAllowed(f"no changes to drop on profile {profile.key}")
    profile.revision = None
    record("revision.discarded", profile, actor=actor, now=now)


def _new(typed: ProfileContent, *, now: datetime) -> Profile:
    profile = Profile(
        key=_free_key(typed.country),
        status=ProfileStatus.DRAFT,
        created_at=now,
        updated_at=now,
        last_opportunity=0,
    )
    content.apply(profile, content.without_keys(typed))
    db.session.add(profile)
    db.session.flush()
    return profile


def _free_key(country: str) -> str:
    """A key that nobody can count up; the side stands in front for readers of files."""
    while True:
        key = f"{country}-{secrets.token_hex(4)}"
        if db.session.scalar(sa.select(Profile.id).where(Profile.key == key)) is None:
            return key


def _require_complete(profile: Profile, typed: ProfileContent) -> None:
    if missing := blockers(typed, reachable=policy.is_reachable(profile, typed)):
        raise Incomplete(missing)


def _waits_for_check(profile: Profile, actor: User) -> bool:
    return profile.status is ProfileStatus.PUBLISHED and switches.current().review_edits and not is_organizer(actor)


def _revise(profile: Profile, typed: ProfileContent, *, actor: User, now: datetime) -> None:
    if profile.revision is None:
        profile.revision = Revision()
    profile.revision.content, profile.revision.author_id = content.as_dict(typed), actor.id
    profile.revision.submitted_at, profile.revision.returned_reason = now, None
    record("revision.submitted", profile, actor=actor, now=now)
