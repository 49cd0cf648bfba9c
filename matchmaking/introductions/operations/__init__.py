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
from matchmaking.introductions.operations.asking import resume
from matchmaking.introductions.operations.batch import ShownPair, approve_each, undo_each
from matchmaking.introductions.operations.calling import note_call
from matchmaking.introductions.operations.contacts import close_contacts, open_contacts
from matchmaking.introductions.operations.following import end_hold, follow_profile, restore_consent, withdraw_consent
from matchmaking.introductions.operations.grounds import accept_grounds
from matchmaking.introductions.operations.returning import let_return
from matchmaking.introductions.operations.ticking import tick

__all__ = [
    "ShownPair",
    "ToldAnswer",
    "accept_grounds",
    "answer",
    "approve",
    "approve_each",
    "close_contacts",
    "contradict",
    "end_hold",
    "follow_profile",
    "let_return",
    "note_call",
    "note_yes",
    "open_contacts",
    "record_answer",
    "restore_consent",
    "resume",
    "settle_due",
    "tell_outcome",
    "tick",
    "undo",
    "undo_each",
    "withdraw_consent",
]
