"""What people do with an event: set it up, say who comes, receive guests, mark who is there."""

from matchmaking.events.operations.attending import (
    AttendanceAnswer,
    answer,
    cancel,
    decline,
    follow_profile,
    restore,
)
from matchmaking.events.operations.door import mark_absent, mark_arrived, welcome
from matchmaking.events.operations.guests import GuestDetails, add_guest, add_guests, change_guest, remove_guest
from matchmaking.events.operations.programme import (
    EventDetails,
    SessionDetails,
    add_session,
    change_event,
    change_session,
    create_event,
    present,
    remove_session,
    set_phones,
)
from matchmaking.events.operations.slots import StillUsed

__all__ = [
    "AttendanceAnswer",
    "EventDetails",
    "GuestDetails",
    "SessionDetails",
    "StillUsed",
    "add_guest",
    "add_guests",
    "add_session",
    "answer",
    "cancel",
    "change_event",
    "change_guest",
    "change_session",
    "create_event",
    "decline",
    "follow_profile",
    "mark_absent",
    "mark_arrived",
    "present",
    "remove_guest",
    "remove_session",
    "restore",
    "set_phones",
    "welcome",
]
