"""What an introduction may lead to, and the states of an action with the only ways between them. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from matchmaking.transitions import after


class OutcomeKind(StrEnum):
    """What came of an introduction, from the first word to money."""

    CONTACT = "contact"
    MET = "met"
    MEMORANDUM = "memorandum"
    PILOT = "pilot"
    CONTRACT = "contract"
    INVESTMENT = "investment"
    NO_FOLLOW_UP = "no_follow_up"


# The results that « no follow-up » speaks against: whoever has only talked or met may well have stopped there.
RESULTS = (OutcomeKind.MEMORANDUM, OutcomeKind.PILOT, OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT)


class Speaker(StrEnum):
    """Who stands behind a statement. A side is known by its country, so it outlives a merge of profiles."""

    MALI = "ML"
    ALGERIA = "DZ"
    ORGANIZER = "organizer"  # has seen evidence; what organizers only heard is the word of a side


class Channel(StrEnum):
    """How a statement came."""

    LINK = "link"  # by the signed link of the letter
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    IN_PERSON = "in_person"
    DOCUMENT = "document"  # evidence that an organizer has seen


# An answer that came this way was written down by an organizer.
HEARD = (Channel.PHONE, Channel.WHATSAPP, Channel.IN_PERSON)


class NoFollowUpReason(StrEnum):
    """Why nothing comes of it."""

    NO_FIT = "no_fit"  # need and offer do not meet after all
    NO_REPLY = "no_reply"  # the other side does not answer
    NO_MEANS = "no_means"  # money, people or time are missing
    RULES = "rules"  # payments, customs, licences
    LATER = "later"
    OTHER = "other"


class Horizon(StrEnum):
    """How far off an objective lies."""

    SHORT = "short"
    MID = "mid"
    LONG = "long"


class ActionOrigin(StrEnum):
    """What an action comes from."""

    RECOMMENDATION = "recommendation"
    INTRODUCTION = "introduction"
    UNCOVERED_NEED = "uncovered_need"
    DECISION = "decision"  # of a meeting of the committee
    OTHER = "other"


class ActionStatus(StrEnum):
    """Where an action stands."""

    PROPOSED = "proposed"  # its owner has not said yes
    ACCEPTED = "accepted"
    UNDER_WAY = "under_way"
    BLOCKED = "blocked"
    DONE = "done"
    DECLINED = "declined"  # its owner said no: another one is looked for
    DROPPED = "dropped"


class ActionStep(StrEnum):
    """What moves an action."""

    ACCEPT = "accept"
    DECLINE = "decline"
    START = "start"
    BLOCK = "block"
    RESUME = "resume"
    FINISH = "finish"
    DROP = "drop"
    REOPEN = "reopen"
    PROPOSE = "propose"  # to another owner


S, A = ActionStatus, ActionStep
TRANSITIONS: dict[tuple[ActionStatus, ActionStep], ActionStatus] = {
    (S.PROPOSED, A.ACCEPT): S.ACCEPTED,
    (S.PROPOSED, A.DECLINE): S.DECLINED,
    (S.PROPOSED, A.PROPOSE): S.PROPOSED,
    (S.PROPOSED, A.DROP): S.DROPPED,
    (S.ACCEPTED, A.START): S.UNDER_WAY,
    (S.ACCEPTED, A.BLOCK): S.BLOCKED,
    (S.ACCEPTED, A.FINISH): S.DONE,
    (S.ACCEPTED, A.PROPOSE): S.PROPOSED,
    (S.ACCEPTED, A.DROP): S.DROPPED,
    (S.UNDER_WAY, A.FINISH): S.DONE,
    (S.UNDER_WAY, A.BLOCK): S.BLOCKED,
    (S.UNDER_WAY, A.PROPOSE): S.PROPOSED,
    (S.UNDER_WAY, A.DROP): S.DROPPED,
    (S.BLOCKED, A.RESUME): S.UNDER_WAY,
    (S.BLOCKED, A.PROPOSE): S.PROPOSED,
    (S.BLOCKED, A.DROP): S.DROPPED,
    (S.DONE, A.REOPEN): S.UNDER_WAY,
    (S.DECLINED, A.PROPOSE): S.PROPOSED,
    (S.DECLINED, A.DROP): S.DROPPED,
    (S.DROPPED, A.PROPOSE): S.PROPOSED,
}
# Somebody is still expected to do something about it.
OPEN = frozenset({S.PROPOSED, S.ACCEPTED, S.UNDER_WAY, S.BLOCKED})
# What the owner decides; everything else is the committee's.
OWN_STEPS = frozenset({A.ACCEPT, A.DECLINE, A.START, A.BLOCK, A.RESUME, A.FINISH})


def next_status(status: ActionStatus, step: ActionStep) -> ActionStatus:
    """The state after `step`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, step)


def steps_from(status: ActionStatus) -> list[ActionStep]:
    """What can be done now, in the order of a day's work; giving it to another owner is a form of its own."""
    return [step for step in A if step is not A.PROPOSE and (status, step) in TRANSITIONS]


def is_late(status: ActionStatus, due_on: date | None, today: date) -> bool:
    """Whether its day has passed and it is still expected."""
    return due_on is not None and due_on < today and status in OPEN
