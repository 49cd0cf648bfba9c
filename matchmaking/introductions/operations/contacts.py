"""The moment the two get each other's contact: when both said yes and both contact persons' own consent is valid."""

from __future__ import annotations

from datetime import datetime

from matchmaking.extensions import db
from matchmaking.introductions import notifications, queries
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.operations.decisions import record


def open_contacts(introduction: Introduction, *, now: datetime) -> bool:
    """Send both sides the other's contact, once; where a consent is missing, ask its person for it instead.

    Pages ask `queries.contacts_open` at every look; this only writes the letters. Returns whether they were written.
    """
    if introduction.status is not IntroductionStatus.ACCEPTED or introduction.contacts_opened_at is not None:
        return False
    if not queries.contacts_open(introduction):
        for side in introduction.sides:
            if queries.lacks_consent(side):
                notifications.ask_consent(side, now=now)
        return False
    introduction.contacts_opened_at = now
    record("contacts_opened", introduction, actor=None, now=now)
    for side in introduction.sides:
        notifications.send_contact(side, now=now)
    db.session.flush()
    return True


def close_contacts(introduction: Introduction, *, now: datetime) -> None:
    """A consent was withdrawn: letters with contacts that have not left do not leave any more."""
    if introduction.contacts_opened_at is None:
        return
    if notifications.withdraw_contact_letters(introduction, now=now):
        introduction.contacts_opened_at = None
        record("contacts_closed", introduction, actor=None, now=now)
        db.session.flush()
