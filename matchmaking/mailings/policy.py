"""Who may write to many; pure."""

from __future__ import annotations

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.mailings.lifecycle import MailingAction, allows
from matchmaking.mailings.models import Mailing


def can_write(user: User) -> bool:
    """Whether the person may begin a mailing."""
    return is_organizer(user)


def can(user: User, action: MailingAction, mailing: Mailing) -> bool:
    """Whether the person may do this to a mailing as it stands."""
    return is_organizer(user) and allows(mailing.status, action)
