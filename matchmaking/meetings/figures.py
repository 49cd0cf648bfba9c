"""How a schedule treats those on site and those online: meetings and gaps of each organisation. Pure, from rows already
loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from matchmaking.events.models import Event, Mode, Slot
from matchmaking.meetings.models import Placement
from matchmaking.meetings.people import Attendances

BREAK = timedelta(minutes=5)  # more time than this between two slots is a break


@dataclass(frozen=True)
class Share:
    """What those who take part in one way have on average."""

    mode: Mode
    organisations: int
    without: int  # that have no meeting at all
    meetings: float
    gaps: float  # slots without a meeting between two meetings of one stretch


def shares(event: Event, placements: Sequence[Placement], attendances: Attendances) -> list[Share]:
    """On site and online, side by side."""
    slots_of: dict[int, set[int]] = defaultdict(set)
    for placement in placements:
        for side in placement.meeting.sides:
            slots_of[side.profile_id].add(placement.slot_id)
    stretches = stretches_of(event.slots)
    found = []
    for mode in Mode:
        own = [key for key, one in attendances.items() if one.cancelled_at is None and one.mode is mode]
        counts = [len(slots_of[key]) for key in own]
        waits = [gaps(slots_of[key], stretches) for key in own]
        found.append(
            Share(mode, len(own), counts.count(0), mean(counts) if counts else 0.0, mean(waits) if waits else 0.0)
        )
    return found


def gaps(taken: set[int], stretches: Sequence[Sequence[int]]) -> int:
    """How many slots somebody waits between two meetings of the same stretch."""
    total = 0
    for stretch in stretches:
        places = [number for number, slot in enumerate(stretch) if slot in taken]
        total += places[-1] - places[0] + 1 - len(places) if places else 0
    return total


def stretches_of(slots: Sequence[Slot]) -> tuple[tuple[int, ...], ...]:
    """Slots by id in the order of time, one tuple for those that follow one another without a break."""
    found: list[list[int]] = []
    end = None
    for slot in sorted(slots, key=lambda one: one.starts_at):
        if end is None or slot.starts_at - end > BREAK:
            found.append([])
        found[-1].append(slot.id)
        end = slot.ends_at
    return tuple(map(tuple, found))
