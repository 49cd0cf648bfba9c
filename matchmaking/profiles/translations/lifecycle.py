"""The states of a translation and the only ways between them. That its original was rewritten is no state: it is
seen by comparing, whoever wrote and by whatever road."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class TranslationStatus(StrEnum):
    """Where a translation stands; others see an approved one only."""

    PROPOSED = "proposed"  # the author has not answered
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # the organizers took it back
    REPLACED = "replaced"  # by a newer one of the organizers, or by the author's own words


class TranslationAction(StrEnum):
    """What moves a translation."""

    APPROVE = "approve"
    REFUSE = "refuse"
    CORRECT = "correct"  # the author's words take its place
    WITHDRAW = "withdraw"
    REPLACE = "replace"  # the organizers' newer words take its place


S, A = TranslationStatus, TranslationAction
TRANSITIONS: dict[tuple[TranslationStatus, TranslationAction], TranslationStatus] = {
    (S.PROPOSED, A.APPROVE): S.APPROVED,
    (S.PROPOSED, A.REFUSE): S.REFUSED,
    (S.PROPOSED, A.CORRECT): S.REPLACED,
    (S.PROPOSED, A.WITHDRAW): S.WITHDRAWN,
    (S.PROPOSED, A.REPLACE): S.REPLACED,
    (S.APPROVED, A.REFUSE): S.REFUSED,  # a yes can be taken back at any time
    (S.APPROVED, A.CORRECT): S.REPLACED,
    (S.APPROVED, A.WITHDRAW): S.WITHDRAWN,
    (S.APPROVED, A.REPLACE): S.REPLACED,
    (S.REFUSED, A.APPROVE): S.APPROVED,
    (S.REFUSED, A.CORRECT): S.REPLACED,
    (S.REFUSED, A.REPLACE): S.REPLACED,
}
CURRENT = (S.PROPOSED, S.APPROVED, S.REFUSED)  # somebody may still decide about it


def next_status(status: TranslationStatus, action: TranslationAction) -> TranslationStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)


def allows(status: TranslationStatus, action: TranslationAction) -> bool:
    """Whether a button for `action` makes sense in this state."""
    return (status, action) in TRANSITIONS
