"""The states of an introduction, which follow from the two answers, and the only ways between them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from matchmaking.errors import TransitionError
from matchmaking.transitions import after


class IntroductionStatus(StrEnum):
    """Where an introduction stands."""

    PROPOSED = "proposed"  # approved by an organizer, at least one side has not said yes
    ACCEPTED = "accepted"  # both said yes: contacts are open
    DECLINED = "declined"  # one side said no
    NO_ANSWER = "no_answer"  # asked and reminded in vain: who was reached said nothing
    UNREACHED = "unreached"  # nobody whose answer is missing could be reached
    CANCELLED = "cancelled"  # an organizer took it back, or a profile was withdrawn


class Origin(StrEnum):
    """Whose idea an introduction was."""

    ORGANIZER = "organizer"  # an organizer's choice
    PLAN = "plan"  # a published plan, alternates included
    REQUEST = "request"  # one of the two asked for it
    ON_SITE = "on_site"  # agreed on the day, with both sides there


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
    TABLE = "table"  # said aloud on the day, to an organizer or a helper


# An answer that came this way was written down by an organizer, and the person may still say it was not so.
TOLD = frozenset({AnswerChannel.PHONE, AnswerChannel.WHATSAPP})


class CancelReason(StrEnum):
    """Why an introduction ended before its time."""

    ORGANIZER = "organizer"
    PROFILE_WITHDRAWN = "profile_withdrawn"


class CallResult(StrEnum):
    """What came of a call to somebody whose answer is missing."""

    WILL_ANSWER = "will_answer"
    CALL_AGAIN = "call_again"
    NO_PICKUP = "no_pickup"
    WRONG_NUMBER = "wrong_number"


# After such a call nobody can say that the person was not reached.
SPOKEN = frozenset({CallResult.WILL_ANSWER, CallResult.CALL_AGAIN})


class IntroductionAction(StrEnum):
    """What moves an introduction."""

    COMPLETE = "complete"  # the second yes; the first moves nothing
    ANSWER_NO = "answer_no"
    REOPEN = "reopen"  # a no taken back before the other side answered
    CANCEL = "cancel"
    CLOSE_UNANSWERED = "close_unanswered"
    CLOSE_UNREACHED = "close_unreached"
    RESUME = "resume"  # an organizer opens one again that nobody answered
    MERGE = "merge"  # one that came to nothing gives way to another one of the same two organisations


S, A = IntroductionStatus, IntroductionAction
TRANSITIONS: dict[tuple[IntroductionStatus, IntroductionAction], IntroductionStatus] = {
    (S.PROPOSED, A.COMPLETE): S.ACCEPTED,
    (S.PROPOSED, A.ANSWER_NO): S.DECLINED,
    (S.PROPOSED, A.CANCEL): S.CANCELLED,
    (S.DECLINED, A.REOPEN): S.PROPOSED,
    (S.ACCEPTED, A.CANCEL): S.CANCELLED,
    (S.PROPOSED, A.CLOSE_UNANSWERED): S.NO_ANSWER,
    (S.PROPOSED, A.CLOSE_UNREACHED): S.UNREACHED,
    (S.NO_ANSWER, A.RESUME): S.PROPOSED,
    (S.UNREACHED, A.RESUME): S.PROPOSED,
    (S.DECLINED, A.MERGE): S.CANCELLED,
    (S.NO_ANSWER, A.MERGE): S.CANCELLED,
    (S.UNREACHED, A.MERGE): S.CANCELLED,
}
# Closed because an answer is missing; the pair may return after a time.
UNANSWERED = frozenset({S.NO_ANSWER, S.UNREACHED})
# Nothing came of it, and the pair keeps its place until it returns.
FRUITLESS = UNANSWERED | {S.DECLINED}


def next_status(status: IntroductionStatus, action: IntroductionAction) -> IntroductionStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)


def implied_status(first: Answer, second: Answer) -> IntroductionStatus:
    """The state that two answers amount to, whoever gave them and in whichever order."""
    if Answer.NO in (first, second):
        return S.DECLINED
    if first is second is Answer.YES:
        return S.ACCEPTED
    return S.PROPOSED


def allows(status: IntroductionStatus, action: IntroductionAction) -> bool:
    """Whether a button for `action` makes sense in this state."""
    return (status, action) in TRANSITIONS


# Which action leads from the state as it is to the one the answers imply.
_ACTIONS: dict[tuple[IntroductionStatus, IntroductionStatus], IntroductionAction] = {
    (S.PROPOSED, S.ACCEPTED): A.COMPLETE,
    (S.PROPOSED, S.DECLINED): A.ANSWER_NO,
    (S.DECLINED, S.PROPOSED): A.REOPEN,
}


def status_after(status: IntroductionStatus, first: Answer, second: Answer) -> IntroductionStatus:
    """The state once both sides' answers that count are `first` and `second`.

    Raises TransitionError where no answer leads: from cancelled anywhere, from accepted back, out of one that was
    closed unanswered.
    """
    implied = implied_status(first, second)
    if implied is status:
        return status
    action = _ACTIONS.get((status, implied))
    if action is None:
        raise TransitionError(status, implied)
    return next_status(status, action)


def closing_action(reached: Iterable[bool]) -> IntroductionAction:
    """How one ends whose time is over; `reached` says of each side that did not answer whether it was reached."""
    return A.CLOSE_UNANSWERED if any(reached) else A.CLOSE_UNREACHED


def open_to_answer(status: IntroductionStatus, own: Answer, other: Answer) -> bool:
    """Whether one side may give or change its answer: until the other side has answered, or it is all over.

    `own` and `other` are the answers that count: one told by phone is pending until its hold time is over.
    """
    if status is S.PROPOSED:
        return True
    return status is S.DECLINED and own is Answer.NO and other is Answer.PENDING
