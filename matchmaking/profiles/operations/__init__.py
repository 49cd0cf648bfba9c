"""What can be done to a profile. Each verb checks the policy, moves the lifecycle, writes the audit event, queues
letters and facts, and flushes. None commits and none reads the request."""

from matchmaking.profiles.operations.editing import (
    Incomplete,
    create_for_somebody,
    create_profile,
    discard_revision,
    save,
    submit,
)
from matchmaking.profiles.operations.members import (
    accept_invitation,
    choose_contact,
    claim,
    invite,
    open_to_person,
    remove_member,
    revoke_invitation,
)
from matchmaking.profiles.operations.moderation import (
    approve_revision,
    archive,
    publish,
    record_check,
    restore,
    return_revision,
    return_to_author,
    set_rate,
    withdraw,
)

__all__ = [
    "Incomplete",
    "accept_invitation",
    "approve_revision",
    "archive",
    "choose_contact",
    "claim",
    "create_for_somebody",
    "create_profile",
    "discard_revision",
    "invite",
    "open_to_person",
    "publish",
    "record_check",
    "remove_member",
    "restore",
    "return_revision",
    "return_to_author",
    "revoke_invitation",
    "save",
    "set_rate",
    "submit",
    "withdraw",
]
