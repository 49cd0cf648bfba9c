"""What a person may do, as far as the person alone decides it. Pure: reads the object, never the database."""

from __future__ import annotations

from matchmaking.accounts.models import Purpose, RoleName, User


def is_organizer(user: User) -> bool:
    """Whether the person runs the platform: publishes, introduces, follows up."""
    return user.has_role_name(RoleName.ORGANIZER, RoleName.ADMIN)


def is_committee(user: User) -> bool:
    """Whether the person may read what the follow-up committee reads."""
    return user.has_role_name(RoleName.COMMITTEE, RoleName.ORGANIZER, RoleName.ADMIN)


def is_admin(user: User) -> bool:
    """Whether the person manages accounts and roles."""
    return user.has_role_name(RoleName.ADMIN)


def has_consent(user: User, purpose: Purpose) -> bool:
    """Whether the person's consent for this purpose is valid now. The same rule in SQL: `queries.valid_consent`."""
    return any(consent.purpose is purpose and consent.withdrawn_at is None for consent in user.consents)
