"""Whose profile it is: invitations, membership, the contact person, and taking over a profile typed by others."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts import operations as accounts
from matchmaking.accounts.models import PersonalLink, User
from matchmaking.accounts.policy import is_organizer
from matchmaking.errors import DomainError, Gone, NotAllowed, NotFound
from matchmaking.extensions import db
from matchmaking.profiles import notifications, policy, queries
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Invitation, Membership, Profile
from matchmaking.profiles.operations.trail import record, tell_changed


class LastOne(DomainError):
    """The person cannot leave: nobody would be left, or nobody would be the contact person."""

    status = 409


def invite(profile: Profile, email: str, *, actor: User, now: datetime) -> Invitation:
    """Ask a colleague, or the person of a profile typed for them, by mail; asking again only sends a new letter."""
    if not policy.can_invite(actor, profile):
        raise NotAllowed(f"invitation to profile {profile.key}")
    invitation = queries.find_open_invitation(profile, email)
    if invitation is None:
        invitation = Invitation(profile=profile, email=email, invited_by_id=actor.id, created_at=now)
        db.session.add(invitation)
        db.session.flush()
        record("profile.invited", profile, actor=actor, now=now, invitation=invitation.id)
    notifications.send_invitation(invitation, inviter=actor, now=now)
    return invitation


def revoke_invitation(invitation: Invitation, *, actor: User, now: datetime) -> None:
    """End an invitation that nobody has answered."""
    if not (policy.can_manage_members(actor, invitation.profile) or is_organizer(actor)):
        raise NotFound(f"invitation {invitation.id}")
    invitation.revoked_at = now
    db.session.flush()


def accept_invitation(invitation: Invitation, *, actor: User, now: datetime) -> Profile:
    """Join the organisation; raises Gone where the invitation was ended or used by somebody else."""
    profile = invitation.profile
    if policy.is_member(actor, profile):
        return profile
    if not policy.is_open(invitation):
        raise Gone(f"invitation {invitation.id}")
    if policy.can_claim(profile):
        _take_over(profile, invitation, actor=actor, now=now)
        return profile
    _join(profile, invitation, actor=actor, now=now)
    return profile


def remove_member(profile: Profile, user_id: int, *, actor: User, now: datetime) -> None:
    """End a membership, one's own included. Raises LastOne for the only member and for the contact person."""
    member = next((member for member in profile.members if member.user_id == user_id), None)
    if member is None or not policy.can_manage_members(actor, profile):
        raise NotFound(f"member {user_id} of profile {profile.key}")
    if len(profile.members) == 1 or profile.contact_user_id == user_id:
        raise LastOne(_("Choose another contact person first."))
    profile.members.remove(member)
    record("profile.left", profile, actor=actor, now=now, user=user_id)


def choose_contact(profile: Profile, user_id: int, *, actor: User, now: datetime) -> None:
    """Say whose acceptance counts and whose contact opens; visibility then rests on that person's consents."""
    member = next((member for member in profile.members if member.user_id == user_id), None)
    if member is None or not policy.can_manage_members(actor, profile):
        raise NotFound(f"member {user_id} of profile {profile.key}")
    if profile.contact_user_id == user_id:
        return
    profile.contact_user = member.user
    record("profile.contact_chosen", profile, actor=actor, now=now, user=user_id)
    if profile.status is ProfileStatus.PUBLISHED:
        tell_changed(profile, now=now)


def open_to_person(
    profile: Profile, *, full_name: str, phone: str, locale: str, actor: User, now: datetime
) -> tuple[PersonalLink, str]:
    """Make a personal link by which the organisation's person enters and takes the profile over.

    Returns the link's row and its token, which is kept nowhere.
    """
    if not is_organizer(actor) or not policy.can_claim(profile):
        raise NotAllowed(f"a personal link to profile {profile.key}")
    link, token = accounts.make_personal_link(full_name=full_name, phone=phone, locale=locale, actor=actor, now=now)
    db.session.add(Invitation(profile=profile, personal_link_id=link.id, invited_by_id=actor.id, created_at=now))
    record("profile.opened", profile, actor=actor, now=now, link=link.id)
    return link, token


def claim(profile: Profile, *, actor: User, now: datetime) -> None:
    """Take over a profile that an organizer typed or imported; from now on its own people decide. Where it was merged
    into a profile that has its people already, join them.

    Raises NotFound without an open personal link to it, and Gone where somebody else took it over.
    """
    invitation = queries.find_claim(profile, actor)
    if invitation is None:
        raise NotFound(f"profile {profile.key}")
    if not policy.can_claim(profile):
        if not queries.came_by_merge(invitation):
            raise Gone(f"profile {profile.key}")
        _join(profile, invitation, actor=actor, now=now)
        return
    _take_over(profile, invitation, actor=actor, now=now)


def _join(profile: Profile, invitation: Invitation, *, actor: User, now: datetime) -> None:
    profile.members.append(Membership(user=actor, joined_at=now))
    invitation.accepted_at = now
    record("profile.joined", profile, actor=actor, now=now, invitation=invitation.id)


def _take_over(profile: Profile, invitation: Invitation, *, actor: User, now: datetime) -> None:
    profile.members.append(Membership(user=actor, joined_at=now))
    profile.contact_user, profile.claimed_at, invitation.accepted_at = actor, now, now
    record("profile.claimed", profile, actor=actor, now=now)
    if profile.status is ProfileStatus.PUBLISHED:
        tell_changed(profile, now=now)
