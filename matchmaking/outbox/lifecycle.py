"""The states of a message and of a job, and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class MessageStatus(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"  # leaves at `due_at`: at once, or when its hold time is over
    SENDING = "sending"  # leased by a worker
    SENT = "sent"
    FAILED = "failed"  # refused for good, or all attempts used
    CANCELLED = "cancelled"


class JobStatus(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Failure(StrEnum):
    """Why the last attempt at a message did not succeed; worded by the page."""

    UNREACHABLE = "unreachable"  # no conversation with the mail server came about
    POSTPONED = "postponed"  # the mail server asked to come back later
    REFUSED = "refused"  # the mail server refused the receiver or the message for good
    SIGN_IN = "sign_in"  # the mail server refused our name and password, or our sender
    LINK = "link"  # a link of the message can no longer be made
    CUT_OFF = "cut_off"  # the worker died while sending, every time


class MessageAction(StrEnum):
    """What can be done to a message."""

    CLAIM = "claim"
    DELIVER = "deliver"
    RETRY = "retry"
    GIVE_UP = "give_up"
    CANCEL = "cancel"
    RELEASE = "release"


MESSAGE_TRANSITIONS: dict[tuple[MessageStatus, MessageAction], MessageStatus] = {
    (MessageStatus.WAITING, MessageAction.CLAIM): MessageStatus.SENDING,
    (MessageStatus.SENDING, MessageAction.CLAIM): MessageStatus.SENDING,  # its worker died: the lease ran out
    (MessageStatus.SENDING, MessageAction.DELIVER): MessageStatus.SENT,
    (MessageStatus.SENDING, MessageAction.RETRY): MessageStatus.WAITING,
    (MessageStatus.SENDING, MessageAction.GIVE_UP): MessageStatus.FAILED,
    (MessageStatus.WAITING, MessageAction.CANCEL): MessageStatus.CANCELLED,
    (MessageStatus.FAILED, MessageAction.CANCEL): MessageStatus.CANCELLED,
    (MessageStatus.WAITING, MessageAction.RELEASE): MessageStatus.WAITING,
    (MessageStatus.FAILED, MessageAction.RELEASE): MessageStatus.WAITING,
}


class JobAction(StrEnum):
    """What the worker does to a job."""

    CLAIM = "claim"
    FINISH = "finish"
    RETRY = "retry"
    GIVE_UP = "give_up"
    YIELD = "yield"  # it failed, and a newer one with the same key already waits: that one does the work


JOB_TRANSITIONS: dict[tuple[JobStatus, JobAction], JobStatus] = {
    (JobStatus.WAITING, JobAction.CLAIM): JobStatus.RUNNING,
    (JobStatus.RUNNING, JobAction.CLAIM): JobStatus.RUNNING,  # its worker died: the lease ran out
    (JobStatus.RUNNING, JobAction.FINISH): JobStatus.DONE,
    (JobStatus.RUNNING, JobAction.RETRY): JobStatus.WAITING,
    (JobStatus.RUNNING, JobAction.GIVE_UP): JobStatus.FAILED,
    (JobStatus.RUNNING, JobAction.YIELD): JobStatus.DONE,
}


def next_message_status(status: MessageStatus, action: MessageAction) -> MessageStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(MESSAGE_TRANSITIONS, status, action)


def next_job_status(status: JobStatus, action: JobAction) -> JobStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(JOB_TRANSITIONS, status, action)
