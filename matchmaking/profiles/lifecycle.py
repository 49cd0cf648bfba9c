"""The states of a profile and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class ProfileStatus(StrEnum):
    """Where a profile stands; only `published` is seen by others."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


class ProfileAction(StrEnum):
    """What its members and the organizers can do to a profile."""

    SUBMIT = "submit"
    PUBLISH = "publish"
    RETURN = "return"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"
    RESTORE = "restore"
    MERGE = "merge"  # into another profile of the same organisation


TRANSITIONS: dict[tuple[ProfileStatus, ProfileAction], ProfileStatus] = {
    (ProfileStatus.DRAFT, ProfileAction.SUBMIT): ProfileStatus.SUBMITTED,
    (
        ProfileStatus.DRAFT,
        ProfileAction.PUBLISH,
    ): ProfileStatus.PUBLISHED,  # an organizer typed or imported it
    (ProfileStatus.DRAFT, ProfileAction.ARCHIVE): ProfileStatus.ARCHIVED,
    (ProfileStatus.SUBMITTED, ProfileAction.PUBLISH): ProfileStatus.PUBLISHED,
    (ProfileStatus.SUBMITTED, ProfileAction.RETURN): ProfileStatus.DRAFT,
    (ProfileStatus.SUBMITTED, ProfileAction.WITHDRAW): ProfileStatus.WITHDRAWN,
    (ProfileStatus.PUBLISHED, ProfileAction.WITHDRAW): ProfileStatus.WITHDRAWN,
    (ProfileStatus.PUBLISHED, ProfileAction.RETURN): ProfileStatus.DRAFT,
    (ProfileStatus.PUBLISHED, ProfileAction.ARCHIVE): ProfileStatus.ARCHIVED,
    (ProfileStatus.WITHDRAWN, ProfileAction.SUBMIT): ProfileStatus.SUBMITTED,
    (ProfileStatus.WITHDRAWN, ProfileAction.ARCHIVE): ProfileStatus.ARCHIVED,
    (ProfileStatus.ARCHIVED, ProfileAction.RESTORE): ProfileStatus.DRAFT,
    **{(status, ProfileAction.MERGE): ProfileStatus.ARCHIVED for status in ProfileStatus},
}


def next_status(status: ProfileStatus, action: ProfileAction) -> ProfileStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)


def allows(status: ProfileStatus, action: ProfileAction) -> bool:
    """Whether a button for `action` makes sense in this state."""
    return (status, action) in TRANSITIONS
