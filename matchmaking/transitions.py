"""Reading a lifecycle's one table: state and action lead to a state; what is not in the table does not happen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from matchmaking.errors import TransitionError

Status = TypeVar("Status", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


def after(table: Mapping[tuple[Status, Action], Status], status: Status, action: Action) -> Status:
    """The state that `action` leads to; raises TransitionError for a cell that is not in the table."""
    try:
        return table[status, action]
    except KeyError:
        raise TransitionError(status, action) from None
