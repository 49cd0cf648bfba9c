"""Letters about a profile to the people of its organisation. Whoever has no address is on the organizers' call list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l

from matchmaking.accounts import signed
from matchmaking.accounts.letters import write_letter, write_to_address
from matchmaking.accounts.models import User
from matchmaking.config import Settings
from matchmaking.outbox.operations import queue_message
from matchmaking.profiles.models import Invitation, Profile

INVITATION = "profiles.invitation"  # of the signed link, and of its placeholder in the letter
# What organizers read on their page of messages.
LETTERS = {
    "profile.invitation": _l("Invitation to an organisation"),
    "profile.published": _l("Profile published"),
    "profile.returned": _l("Profile returned"),
}


def tell_published(profile: Profile, *, now: datetime, changes: bool = False) -> None:
    """The profile, or the changes to it, are shown from now on."""
    _tell(profile, "profile_published", {"changes": changes}, now=now)


def tell_returned(profile: Profile, reason: str, *, now: datetime, changes: bool = False) -> None:
    """The profile, or the changes to it, came back with a reason."""
    _tell(profile, "profile_returned", {"reason": reason, "changes": changes}, now=now)


def send_invitation(invitation: Invitation, *, inviter: User, now: datetime) -> None:
    """Ask a colleague by mail; only the sent letter holds the link."""
    assert invitation.email is not None
    letter = write_to_address(
        invitation.email,
        locale=inviter.locale,
        template="profile_invitation",
        kind="profile.invitation",
        context={"organisation": invitation.profile.name, "inviter": inviter.full_name},
        links={"join": {"purpose": INVITATION, "invitation_id": invitation.id}},
        subject_ref=f"profile:{invitation.profile_id}",
    )
    queue_message(letter, now=now)


def mint_invitation(payload: Mapping[str, Any]) -> str:
    """The address behind the placeholder of an invitation."""
    token = signed.sign(INVITATION, {"invitation_id": payload["invitation_id"]})
    return f"{_settings().public_url}/join/{token}"


def _tell(profile: Profile, template: str, context: Mapping[str, Any], *, now: datetime) -> None:
    for member in profile.members:
        letter = write_letter(
            member.user,
            template=template,
            kind=template.replace("_", "."),
            context={
                "organisation": profile.name,
                "address": f"{_settings().public_url}/organisation/{profile.key}",
                **context,
            },
            subject_ref=f"profile:{profile.id}",
        )
        if letter is not None:
            queue_message(letter, now=now)


def _settings() -> Settings:
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings
