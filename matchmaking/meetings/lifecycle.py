"""The states of a meeting and the only ways between them. When and where it is stands in the schedule's versions."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.transitions import after


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    DRAFT = "draft"  # in a draft schedule only: nobody outside the organizers knows of it
    PUBLISHED = "published"  # both sides know when and where
    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"  # its time passed and it did not take place


class MeetingAction(StrEnum):
    """What moves a meeting."""

    PUBLISH = "publish"
    CANCEL = "cancel"
    RESTORE = "restore"  # placed anew after a cancellation
    HOLD = "hold"  # a side says that it took place
    MISS = "miss"


class CancelReason(StrEnum):
    """Why a meeting does not take place."""

    ORGANIZER = "organizer"
    REFUSED = "refused"  # one side refused a provisional meeting, or the introduction ended
    WITHDRAWN = "withdrawn"  # one side does not take part any more
    NO_PLACE = "no_place"  # a change left no slot for it
    SIDE = "side"  # one side cancelled a meeting that both had agreed to


class Cause(StrEnum):
    """What made a version of the schedule. A draft is either arranged from nothing or repairs what is published."""

    DRAFT = "draft"
    REPAIR = "repair"
    MOVE = "move"
    CANCEL = "cancel"
    ADD = "add"
    SHIFT = "shift"
    PLACE = "place"  # the event is elsewhere, or its video rooms have another address
    ENDED = "ended"  # a side withdrew, refused or does not come any more


class Unplaced(StrEnum):
    """Why an introduction has no place in a draft."""

    PERSON_FULL = "person_full"  # one of the two has a meeting in every slot they are free
    NO_COMMON_SLOT = "no_common_slot"  # the two are never free at the same time
    NO_TABLE = "no_table"  # no table is free when both are
    LOCKED_CLASH = "locked_clash"  # it is locked where somebody or a table is taken
    NO_ROOM = "no_room"  # more meetings than places, and others weigh more
    SAME_PERSON = "same_person"  # one person represents both


S, A = MeetingStatus, MeetingAction
TRANSITIONS: dict[tuple[MeetingStatus, MeetingAction], MeetingStatus] = {
    (S.DRAFT, A.PUBLISH): S.PUBLISHED,
    (S.DRAFT, A.CANCEL): S.CANCELLED,
    (S.PUBLISHED, A.CANCEL): S.CANCELLED,
    (S.PUBLISHED, A.HOLD): S.HELD,
    (S.PUBLISHED, A.MISS): S.MISSED,
    (S.CANCELLED, A.RESTORE): S.DRAFT,
    (S.HELD, A.MISS): S.MISSED,
    (S.MISSED, A.HOLD): S.HELD,
}


def amounts_to(
    status: MeetingStatus, first: bool | None, second: bool | None, *, nobody_came: bool = False
) -> MeetingStatus:
    """The state that the two sides' words on « did it take place? » amount to, whoever spoke first.

    One yes is enough: whoever sat there knows. It is missed when both say no, when the one who spoke says no and
    neither was seen on the day, and when nobody spoke and nobody came. A no alone leaves it open, or takes back a yes.
    """
    if status not in (MeetingStatus.PUBLISHED, MeetingStatus.HELD, MeetingStatus.MISSED):
        return status
    if True in (first, second):
        return MeetingStatus.HELD
    if nobody_came or first is second is False:
        return MeetingStatus.MISSED
    return MeetingStatus.MISSED if status is MeetingStatus.HELD else status


def next_status(status: MeetingStatus, action: MeetingAction) -> MeetingStatus:
    """The state after `action`; raises TransitionError for any cell that is not in the table."""
    return after(TRANSITIONS, status, action)
