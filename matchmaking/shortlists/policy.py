"""Who may keep whom; pure, from rows already loaded."""

from __future__ import annotations

from matchmaking.accounts.models import User
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member


def can_keep(user: User, profile: Profile, other: Profile) -> bool:
    """Whether the person may keep, for an organisation of theirs, one across the border."""
    return is_member(user, profile) and profile.country is not other.country
