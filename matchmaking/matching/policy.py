"""Who may see and decide what about pairs. Pure: reads objects, never the database or the request."""

from __future__ import annotations

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_helper, is_organizer
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member


def can_review(user: User) -> bool:
    """Whether the person decides about pairs."""
    return is_organizer(user)


def can_join(user: User, *, on_site: bool) -> bool:
    """Whether the person has a pair introduced: organizers, and helpers where both agree before them on the day."""
    return can_review(user) or (on_site and is_helper(user))


def can_edit_lexicon(user: User) -> bool:
    """Whether the person changes the words that the engine knows."""
    return is_organizer(user)


def can_keep_apart(user: User, profile: Profile) -> bool:
    """Whether the person may read and write whom an organisation does not want to meet."""
    return is_member(user, profile)


def can_react(user: User, profile: Profile, other: Profile, *, suggestions_open: bool) -> bool:
    """Whether the person may say, for an organisation of theirs, what they think of one across the border."""
    return suggestions_open and is_member(user, profile) and profile.country is not other.country
