"""The organisations arrive over the year: each hands its profile in, organizers read and publish it or ask for more."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.demonstration.operations import SHOWN
from matchmaking.demonstration.simulation.world import World, working_day
from matchmaking.extensions import db
from matchmaking.profiles import operations
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile

IN_TIME = 0.8  # come before the first round table
RETURNED, SILENT = 0.07, 0.08
WHAT_IS_MISSING = (
    "Dites en une phrase ce que vous livrez, à qui et en combien de temps : l’autre rive ne vous connaît pas encore.",
    "Votre besoin tient en trois mots. À quoi verriez-vous qu’un partenaire y répond ?",
)


def begin(world: World) -> None:
    """Put everybody back to the day on which they will come."""
    profiles = db.session.scalars(sa.select(Profile).where(Profile.fictional).order_by(Profile.key)).all()
    world.cast.extend(profiles)
    for profile in profiles:
        span = world.pace.early if profile.key in SHOWN or world.chance(IN_TIME) else world.pace.late
        comes_at = world.daytime(working_day(world.begins_at + span * world.rng.random()))
        profile.status = ProfileStatus.DRAFT
        profile.submitted_at = profile.published_at = None
        profile.created_at = profile.updated_at = profile.claimed_at = comes_at
        for member in profile.members:
            member.joined_at = comes_at
            _arrive(member.user, comes_at)
            if profile.key not in SHOWN and world.chance(SILENT):
                world.silent.add(member.user_id)
        world.add(comes_at + timedelta(minutes=40), partial(_submit, world, profile.id))
    for organizer in world.organizers:
        _arrive(organizer, world.begins_at)
    db.session.flush()


def _arrive(user: User, at: datetime) -> None:
    user.created_at = user.confirmed_at = at
    for consent in user.consents:
        consent.given_at = at


def _submit(world: World, profile_id: int, now: datetime) -> None:
    profile = db.session.get_one(Profile, profile_id)
    operations.submit(profile, actor=profile.members[0].user, now=now)
    world.add(working_day(world.after(now, hours=20)), partial(_read, world, profile_id))


def _read(world: World, profile_id: int, now: datetime) -> None:
    profile = db.session.get_one(Profile, profile_id)
    was_returned = profile.updated_at != profile.created_at and profile.returned_reason is not None
    if not was_returned and profile.key not in SHOWN and world.chance(RETURNED):
        reason = world.rng.choice(WHAT_IS_MISSING)
        operations.return_to_author(profile, reason, shown_version=profile.version, actor=world.organizer, now=now)
        world.add(world.after(now, hours=60), partial(_submit, world, profile_id))
        return
    operations.publish(profile, shown_version=profile.version, actor=world.organizer, now=now)
