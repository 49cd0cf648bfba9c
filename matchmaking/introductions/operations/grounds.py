"""What an introduction rests on: the needs and offers that met when it was approved, and whether they still read so."""

from __future__ import annotations

import hashlib
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.introductions.models import Ground, Introduction
from matchmaking.introductions.operations.decisions import record, refuse_stale, take
from matchmaking.matching.explaining import explain
from matchmaking.profiles.models import Opportunity, Profile

TAKEN_AWAY = ""  # the fingerprint of an opportunity that is not there any more


def lay(introduction: Introduction) -> None:
    """Keep which needs and offers made the pair, as they read now."""
    explanation = explain(introduction.ml_profile, introduction.dz_profile)
    keys = {key for line in explanation.evidence for key in (line.need_key, line.offer_key)}
    texts = _texts(introduction.ml_profile) | _texts(introduction.dz_profile)
    introduction.grounds = [Ground(opportunity_key=key, fingerprint=texts[key]) for key in sorted(keys & texts.keys())]


def compare(introduction: Introduction, profile: Profile, *, now: datetime) -> None:
    """Flag the introduction where `profile` has rewritten what it rests on; take the flag off where the old words are
    back. Running it again does nothing."""
    texts, changed = _texts(profile), False
    of_profile = (ground for ground in introduction.grounds if _is_of(ground, introduction, profile))
    for ground in of_profile:
        differs = texts.get(ground.opportunity_key, TAKEN_AWAY) != ground.fingerprint
        if differs == (ground.changed_at is None):
            ground.changed_at = now if differs else None
            changed = changed or differs
    if changed:
        record("grounds_changed", introduction, actor=None, now=now, side=introduction.side_of(profile))
    db.session.flush()


def accept_grounds(introduction: Introduction, *, shown_version: int, actor: User, now: datetime) -> None:
    """An organizer has read the new words and the introduction goes on: they are what it rests on from now on."""
    take(introduction)
    refuse_stale(introduction, side=None, shown_version=shown_version, now=now)
    if not is_organizer(actor):
        raise NotAllowed("only organizers judge what an introduction rests on")
    texts = _texts(introduction.ml_profile) | _texts(introduction.dz_profile)
    for ground in introduction.grounds:
        ground.fingerprint, ground.changed_at = texts.get(ground.opportunity_key, TAKEN_AWAY), None
    record("grounds_accepted", introduction, actor=actor, now=now)
    db.session.flush()


def _is_of(ground: Ground, introduction: Introduction, profile: Profile) -> bool:
    """Whose it is: one that was taken away is in nobody's texts, but its key begins with its profile's."""
    other = introduction.side_of(profile).other.profile
    return not ground.opportunity_key.startswith(f"{other.key}/")


def _texts(profile: Profile) -> dict[str, str]:
    return {row.key: fingerprint(row) for row in profile.opportunities}


def fingerprint(row: Opportunity) -> str:
    """A code for what a need or offer says; capitals, spaces and dates do not count. 64 characters."""
    said = (row.side.value, *(" ".join(text.casefold().split()) for text in (row.title, row.text)))
    return hashlib.sha256(repr(said).encode()).hexdigest()
