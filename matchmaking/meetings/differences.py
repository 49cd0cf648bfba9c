"""What changed between two versions of a schedule. Pure, from rows already loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matchmaking.meetings.models import Meeting, Placement


class Change(StrEnum):
    """What happened to a meeting from one version to the next."""

    ADDED = "added"
    MOVED = "moved"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Difference:
    """One meeting in two versions."""

    meeting: Meeting
    before: Placement | None
    after: Placement | None

    @property
    def change(self) -> Change:
        """A meeting has moved where its time or its table is another one."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.CANCELLED
        return Change.UNCHANGED if _seen(self.before) == _seen(self.after) else Change.MOVED

    @property
    def placement(self) -> Placement:
        """Where it stands, or stood last."""
        found = self.after or self.before
        assert found is not None
        return found


def compare(before: Sequence[Placement], after: Sequence[Placement]) -> list[Difference]:
    """Every meeting of the two, in the order of time."""
    old, new = ({one.meeting_id: one for one in placements} for placements in (before, after))
    meetings = {one.meeting_id: one.meeting for one in (*before, *after)}
    found = [Difference(meeting, old.get(key), new.get(key)) for key, meeting in meetings.items()]
    return sorted(found, key=lambda one: (one.placement.starts_at, one.meeting.id))


def changed(differences: Sequence[Difference]) -> list[Difference]:
    """Without those that stay."""
    return [one for one in differences if one.change is not Change.UNCHANGED]


def count(differences: Sequence[Difference]) -> Counter[Change]:
    """« 2 move, 58 stay »."""
    return Counter(one.change for one in differences)


def _seen(placement: Placement) -> tuple[datetime, datetime, int | None]:
    """What the two sides are told of a placement."""
    return placement.starts_at, placement.ends_at, placement.table_id
