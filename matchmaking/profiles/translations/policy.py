"""Who translates and who approves. Pure."""

from __future__ import annotations

from matchmaking.accounts.models import User
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import can_moderate, is_member


def can_translate(user: User, profile: Profile) -> bool:
    """Whoever reads and publishes the profile: organizers, and the side organizers of its country."""
    return can_moderate(user, profile) and profile.status is not ProfileStatus.ARCHIVED


def can_answer(user: User, profile: Profile) -> bool:
    """The organisation's own people alone: nobody else says that these are their words."""
    return is_member(user, profile) and profile.status is not ProfileStatus.ARCHIVED
