"""What a schedule is asked for and what comes back: frozen, without rows, clock or web."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from matchmaking.meetings.waiting import Course, waits


@dataclass(frozen=True, order=True)
class Spot:
    """When and where: ids of a slot and of a table; no table where both sides are online."""

    slot: int
    table: int | None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One meeting to place between two people, who are named by the ids of whoever must be free: two organisations
    with the same representative share one."""

    key: int
    people: tuple[int, int]
    needs_table: bool
    weight: int = 100  # an accepted introduction; provisional ones weigh less
    current: Spot | None = None  # where it stands today
    locked: bool = False  # stays at `current`

    def __post_init__(self) -> None:
        if self.people[0] == self.people[1]:
            raise ValueError(f"meeting {self.key} is of one person with themselves")
        if self.weight <= 0:
            raise ValueError(f"meeting {self.key} weighs {self.weight}; a weight is positive")
        if self.locked and self.current is None:
            raise ValueError(f"meeting {self.key} is locked, but stands nowhere")


@dataclass(frozen=True, kw_only=True)
class Day:
    """The slots, the tables and what is not free."""

    slots: Course
    tables: tuple[int, ...]
    busy: Mapping[int, frozenset[int]]  # person -> slots in which they cannot
    online: frozenset[int]  # people who take part online; the others are on site
    taken: frozenset[Spot] = frozenset()  # tables that cannot be used in a slot
    closed: frozenset[int] = frozenset()  # what is over, and holes: what stands there stays, nothing else comes

    @property
    def order(self) -> tuple[int, ...]:
        """Every slot in the order of time."""
        return tuple(chain.from_iterable(self.slots))

    def is_free(self, person: int, slot: int) -> bool:
        """Whether a person could meet somebody then, other meetings apart."""
        return slot not in self.busy.get(person, frozenset())

    def free_tables(self, slot: int) -> tuple[int, ...]:
        """The tables that can be used in a slot."""
        return tuple(table for table in self.tables if Spot(slot, table) not in self.taken)


class Reason(StrEnum):
    """Why a meeting could not be placed."""

    NO_COMMON_SLOT = "no_common_slot"  # the two are never free at the same time
    NO_TABLE = "no_table"  # both are free, but every table is used then
    PERSON_FULL = "person_full"  # one of the two meets somebody in every slot they are free
    NO_ROOM = "no_room"  # both have free slots, but none in common that all others would leave them
    LOCKED_CLASH = "locked_clash"  # it is locked where somebody is busy, or another one is locked


@dataclass(frozen=True)
class Arrangement:
    """The best schedule found."""

    placed: Mapping[int, Spot]
    unplaced: Mapping[int, Reason]
    optimal: bool  # whether no schedule can place more (by weight); the gaps are as few as the time allowed

    @property
    def slots(self) -> dict[int, int]:
        """The slot of every meeting that is placed."""
        return {key: spot.slot for key, spot in self.placed.items()}


def gaps(day: Day, wanted: Sequence[Wanted], slots: Mapping[int, int]) -> dict[int, int]:
    """By person who has a meeting, the slots in which they wait."""
    met: dict[int, set[int]] = {}
    for one in wanted:
        for person in one.people if one.key in slots else ():
            met.setdefault(person, set()).add(slots[one.key])
    return {person: waits(day.slots, taken, day.busy.get(person, ())) for person, taken in met.items()}
