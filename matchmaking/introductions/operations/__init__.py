"""What can be done to an introduction, in the verbs of the people who do it. Nothing here commits."""

from matchmaking.introductions.operations.answers import (
    ToldAnswer,
    answer,
    contradict,
    note_yes,
    record_answer,
    settle_due,
    tell_outcome,
)
from matchmaking.introductions.operations.approval import approve, undo
from matchmaking.introductions.operations.contacts import close_contacts, open_contacts
from matchmaking.introductions.operations.following import end_hold, follow_profile, restore_consent, withdraw_consent
from matchmaking.introductions.operations.returning import let_return

__all__ = [
    "ToldAnswer",
    "answer",
    "approve",
    "close_contacts",
    "contradict",
    "end_hold",
    "follow_profile",
    "let_return",
    "note_yes",
    "open_contacts",
    "record_answer",
    "restore_consent",
    "settle_due",
    "tell_outcome",
    "undo",
    "withdraw_consent",
]
