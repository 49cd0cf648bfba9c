"""What can be done to a schedule and its meetings. Nothing here commits."""

from matchmaking.meetings.operations.changing import add, cancel, move, replace, restore
from matchmaking.meetings.operations.decisions import Clash
from matchmaking.meetings.operations.drafting import (
    discard,
    draft,
    lock,
    place,
    publish,
    recompute,
    take_out,
    write,
)
from matchmaking.meetings.operations.following import confirm, follow, say_once, tell_again
from matchmaking.meetings.operations.refusing import refuse
from matchmaking.meetings.operations.relocating import relocate
from matchmaking.meetings.operations.saying import say
from matchmaking.meetings.operations.shifting import shift
from matchmaking.meetings.operations.telling import tell

__all__ = [
    "Clash",
    "add",
    "cancel",
    "confirm",
    "discard",
    "draft",
    "follow",
    "lock",
    "move",
    "place",
    "publish",
    "recompute",
    "refuse",
    "relocate",
    "replace",
    "restore",
    "say",
    "say_once",
    "shift",
    "take_out",
    "tell",
    "tell_again",
    "write",
]
