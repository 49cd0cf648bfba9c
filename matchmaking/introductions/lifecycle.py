"""The states of an introduction, which follow from the two answers, and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.errors import TransitionError


class IntroductionStatus(StrEnum):
    """Where an introduction stands."""

    PROPOSED = "proposed"  # approved by an organizer, at least one side has not said yes
    ACCEPTED = "accepted"  # both said yes: contacts are open
    DECLINED = "declined"  # one side said no
    CANCELLED = "cancelled"  # an organizer took it back, or a profile was withdrawn


class Answer(StrEnum):
    """What one side says."""

    PENDING = "pending"
    YES = "yes"
    NO = "no"


class AnswerChannel(StrEnum):
    """How an answer came."""

    SITE = "site"  # signed in
    LINK = "link"  # by the signed link of the mail
    PHONE = "phone"  # told to an organizer
    WHATSAPP = "whatsapp"


class IntroductionAction(StrEnum):
    """What moves an introduction."""

    ANSWER_YES = "answer_yes"  # one side, the other not yet
    COMPLETE = "complete"  # the second yes
    ANSWER_NO = "answer_no"
    REOPEN = "reopen"  # a no taken back before the other side answered
    CANCEL = "cancel"


S, A = IntroductionStatus, IntroductionAction
TRANSITIONS: dict[tuple[IntroductionStatus, IntroductionAction], IntroductionStatus] = {
    (S.PROPOSED, A.ANSWER_YES): S.PROPOSED,
    (S.PROPOSED, A.COMPLETE): S.ACCEPTED,
    (S.PROPOSED, A.ANSWER_NO): S.DECLINED,
    (S.PROPOSED, A.CANCEL): S.CANCELLED,
    (S.DECLINED, A.REOPEN): S.PROPOSED,
    (S.ACCEPTED, A.CANCEL): S.CANCELLED,
}


def next_status(status: IntroductionStatus, action: IntroductionAction) -> IntroductionStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise TransitionError(status, action) from None
