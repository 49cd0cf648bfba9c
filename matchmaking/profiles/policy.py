"""Who may see, edit and decide about a profile. Pure: reads objects, never the database or the request.

The same predicate shows a button and guards the operation behind it.
"""

from __future__ import annotations

from matchmaking.accounts.models import Purpose, User
from matchmaking.accounts.policy import has_consent, is_helper, is_organizer, organized_side
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus, allows
from matchmaking.profiles.models import Invitation, Profile

EDITABLE = frozenset({ProfileStatus.DRAFT, ProfileStatus.SUBMITTED, ProfileStatus.PUBLISHED, ProfileStatus.WITHDRAWN})
# What the organisation itself decides; everything else in the lifecycle is the organizers'.
ACTIONS_OF_MEMBERS = frozenset({ProfileAction.SUBMIT, ProfileAction.WITHDRAW})
# What a side organizer decides about the profiles of their country.
ACTIONS_OF_A_SIDE = frozenset({ProfileAction.PUBLISH, ProfileAction.RETURN})


def is_member(user: User, profile: Profile) -> bool:
    """Whether the person belongs to the organisation."""
    return any(member.user_id == user.id for member in profile.members)


def is_claimed(profile: Profile) -> bool:
    """Whether a person of the organisation ever took the profile over; from then on its people decide."""
    return profile.claimed_at is not None or bool(profile.members)


def is_visible(profile: Profile, *, demonstration: bool) -> bool:
    """Whether the other participants may see it. The same rule in SQL: `queries.visible`."""
    return profile.status is ProfileStatus.PUBLISHED and _has_agreed(profile, demonstration=demonstration)


def waits_for_publication(profile: Profile, *, demonstration: bool) -> bool:
    """Whether nothing but an organizer's yes keeps it from being seen."""
    return profile.status is ProfileStatus.SUBMITTED and _has_agreed(profile, demonstration=demonstration)


def _has_agreed(profile: Profile, *, demonstration: bool) -> bool:
    """Whether somebody has agreed that it is listed and crosses the border: its person, or who typed it for them."""
    if profile.fictional and not demonstration:
        return False
    person = profile.contact_user
    if person is not None:
        return has_consent(person, Purpose.LISTING) and has_consent(person, Purpose.TRANSFER)
    return (profile.fictional or profile.import_batch_id is not None) and not is_claimed(profile)


def can_moderate(user: User, profile: Profile) -> bool:
    """Whether the person reads the whole profile and publishes it: organizers, and the side organizers of its
    country. The same rule in SQL: `queries.moderated_by`."""
    return is_organizer(user) or organized_side(user) == profile.country


def can_see(viewer: User, profile: Profile, *, demonstration: bool = False) -> bool:
    """Organizers see all, members their own, everybody else with an account what is visible; side organizers nothing
    of the other country."""
    if can_moderate(viewer, profile) or is_member(viewer, profile):
        return True
    return organized_side(viewer) is None and is_visible(profile, demonstration=demonstration)


def can_create(user: User, *, hosting_country: str) -> bool:
    """Whether anything may be stored about this person's organisation.

    Somebody who lives outside the hosting country gives the transfer consent first.
    """
    if is_organizer(user) or (user.residence or hosting_country) == hosting_country:
        return True
    return has_consent(user, Purpose.TRANSFER)


def can_type_for_somebody(user: User, *, walk_in: bool) -> bool:
    """Whether the person types the profile of an organisation that has agreed; helpers one that stands at the door."""
    return is_organizer(user) or (walk_in and is_helper(user))


def can_edit(user: User, profile: Profile) -> bool:
    """Members edit their own; organizers type for somebody until the organisation has taken its profile over."""
    if profile.status not in EDITABLE:
        return False
    return is_member(user, profile) or (is_organizer(user) and not is_claimed(profile))


def can_decide(user: User, profile: Profile, action: ProfileAction) -> bool:
    """Whether this person may do this to the profile in the state it is in."""
    if not allows(profile.status, action):
        return False
    if action in ACTIONS_OF_MEMBERS:
        return can_edit(user, profile)
    unfinished = profile.status is ProfileStatus.DRAFT and action is ProfileAction.PUBLISH and is_claimed(profile)
    decides = can_moderate(user, profile) if action in ACTIONS_OF_A_SIDE else is_organizer(user)
    return decides and not unfinished  # its people have not handed it in


def can_submit(user: User, profile: Profile) -> bool:
    """Whether the button that hands the profile in makes sense for this person now."""
    return can_decide(user, profile, ProfileAction.SUBMIT)


def can_manage_members(user: User, profile: Profile) -> bool:
    """Whether the person may invite colleagues, remove members and choose the contact person."""
    return is_member(user, profile) and profile.status is not ProfileStatus.ARCHIVED


def can_invite(user: User, profile: Profile) -> bool:
    """Members invite colleagues; organizers invite the person of a profile that nobody has taken over yet."""
    return can_manage_members(user, profile) or (is_organizer(user) and can_claim(profile))


def is_reachable(profile: Profile, typed: ProfileContent) -> bool:
    """Whether somebody of the organisation can be reached: by an account, or as typed."""
    return bool(profile.contact_user_id or profile.contact_user or typed.contact_email or typed.contact_phone)


def is_open(invitation: Invitation) -> bool:
    """Whether an invitation still waits for an answer."""
    ended = invitation.accepted_at or invitation.revoked_at
    return not ended and invitation.profile.status is not ProfileStatus.ARCHIVED


def can_claim(profile: Profile) -> bool:
    """Whether somebody holding a link to the profile may still take it over."""
    return not is_claimed(profile) and profile.status is not ProfileStatus.ARCHIVED
