"""What changed between two versions of a schedule. Pure, from rows already loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.people import Attendances, is_on_site


class Part(StrEnum):
    """What is another one for a meeting that stays."""

    TIME = "time"
    TABLE = "table"
    PLACE = "place"  # where one goes on site
    LINK = "link"  # the address of its video room


class Change(StrEnum):
    """What happened to a meeting from one version to the next."""

    ADDED = "added"
    MOVED = "moved"  # it has another time
    ALTERED = "altered"  # it keeps its time, and is to be found elsewhere
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Difference:
    """One meeting in two versions."""

    meeting: Meeting
    before: Placement | None
    after: Placement | None
    parts: frozenset[Part] = frozenset()  # what differs where it stands in both

    @property
    def change(self) -> Change:
        """The same in a word."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.CANCELLED
        if Part.TIME in self.parts:
            return Change.MOVED
        return Change.ALTERED if self.parts else Change.UNCHANGED

    @property
    def placement(self) -> Placement:
        """Where it stands, or stood last."""
        found = self.after or self.before
        assert found is not None
        return found


def compare(before: Sequence[Placement], after: Sequence[Placement], attendances: Attendances) -> list[Difference]:
    """Every meeting of the two, in the order of time; `attendances` say who needs the place and who the link."""
    old, new = ({one.meeting_id: one for one in placements} for placements in (before, after))
    meetings = {one.meeting_id: one.meeting for one in (*before, *after)}
    found = []
    for key, meeting in meetings.items():
        was, now_is = old.get(key), new.get(key)
        parts = _parts(was, now_is, attendances) if was and now_is else frozenset[Part]()
        found.append(Difference(meeting, was, now_is, parts))
    return sorted(found, key=lambda one: (one.placement.starts_at, one.meeting.id))


def changed(differences: Sequence[Difference]) -> list[Difference]:
    """Without those that stay."""
    return [one for one in differences if one.change is not Change.UNCHANGED]


def count(differences: Sequence[Difference]) -> Counter[Change]:
    """« 2 move, 58 stay »."""
    return Counter(one.change for one in differences)


def whereabouts(placement: Placement, attendances: Attendances) -> frozenset[Part]:
    """What the two sides must know to find each other: the place where there is a table, the link where one of them is
    online."""
    found = {Part.PLACE} if placement.table_id is not None else set()
    if any(not is_on_site(side.profile, attendances) for side in placement.meeting.sides):
        found.add(Part.LINK)
    return frozenset(found)


def _parts(before: Placement, after: Placement, attendances: Attendances) -> frozenset[Part]:
    differs = {
        Part.TIME: (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at),
        Part.TABLE: before.table_id != after.table_id,
    }
    old, new = before.schedule, after.schedule
    # A draft has neither, and a meeting that was over when a version came out is found nowhere else by it.
    if old.published_at and new.published_at and new.published_at < after.ends_at:
        differs[Part.PLACE] = old.place != new.place
        differs[Part.LINK] = old.video_link != new.video_link
    needed = {Part.TIME, Part.TABLE, *whereabouts(after, attendances)}
    return frozenset(part for part, is_other in differs.items() if is_other and part in needed)
