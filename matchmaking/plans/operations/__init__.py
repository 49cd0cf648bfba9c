"""What organizers do to plans. Nothing here commits."""

from matchmaking.plans.operations.drafting import (
    Settings,
    copy_plan,
    except_profile,
    make_plan,
    revise,
    wish,
)
from matchmaking.plans.operations.publishing import introduce_some, publish, undo
from matchmaking.plans.operations.replacing import approve_alternate, leave_open

__all__ = [
    "Settings",
    "approve_alternate",
    "copy_plan",
    "except_profile",
    "introduce_some",
    "leave_open",
    "make_plan",
    "publish",
    "revise",
    "undo",
    "wish",
]
