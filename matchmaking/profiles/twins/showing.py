"""Possible duplicates as a page shows them: which of the two would stay, and why they may be one."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaking.profiles import content, policy
from matchmaking.profiles.models import Profile
from matchmaking.profiles.twins.belongings import is_shown
from matchmaking.profiles.twins.choosing import completeness
from matchmaking.profiles.twins.finding import Twin
from matchmaking.profiles.twins.queries import list_profiles
from matchmaking.profiles.twins.wording import reasons


def shown(twins: Sequence[Twin]) -> list[tuple[Profile, Profile, str]]:
    """Each pair with the one first that a merge would keep unless an organizer turns it round."""
    profiles = list_profiles(twins)
    lines = []
    for twin in twins:
        pair = sorted((profiles[twin.left.key], profiles[twin.right.key]), key=_standing, reverse=True)
        lines.append((pair[0], pair[1], reasons(twin)))
    return lines


def _standing(profile: Profile) -> tuple[object, ...]:
    """Seen by others, in hand of its people, more complete, newer."""
    return (
        is_shown(profile),
        policy.is_claimed(profile),
        completeness(content.of(profile)),
        profile.updated_at,
        profile.key,
    )
