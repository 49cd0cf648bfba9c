"""The event is elsewhere, or its video rooms have another address: whoever has to know is told, as of any change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.events.models import Event
from matchmaking.events.whereabouts import Whereabouts
from matchmaking.meetings import queries
from matchmaking.meetings.differences import Part, whereabouts
from matchmaking.meetings.lifecycle import Cause
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.operations.decisions import take
from matchmaking.meetings.operations.versions import publish_changes
from matchmaking.meetings.people import people_of


class ScheduleTeller:
    """Tells those whose meetings a published schedule has placed."""

    def count(self, event: Event, wanted: Whereabouts, *, now: datetime) -> int:
        """How many people would be told."""
        return len(_concerned(event, queries.find_published(event), wanted, now=now))

    def tell(self, event: Event, *, actor: User, now: datetime) -> None:
        """Tell them by the next version."""
        relocate(event, actor=actor, now=now)


SCHEDULE = ScheduleTeller()


def relocate(event: Event, *, actor: User, now: datetime) -> Schedule | None:
    """Publish where the event is now as the next version. Returns it; None where it concerns nobody: nothing is
    published, nothing of it is still to come, or nobody needs what has changed."""
    published = take(event, actor=actor)
    if not _concerned(event, published, Whereabouts.of(event), now=now):
        return None
    return publish_changes(event, {}, cause=Cause.PLACE, actor=actor, now=now)


def _concerned(event: Event, published: Schedule | None, wanted: Whereabouts, *, now: datetime) -> Collection[int]:
    if published is None:
        return ()
    differs = {Part.PLACE: published.place != wanted.place, Part.LINK: published.video_link != wanted.video_link}
    new = {part for part, is_other in differs.items() if is_other}
    if not new:
        return ()
    attendances = queries.attendances_of(event)
    return {
        key
        for one in queries.list_placements(published)
        if one.ends_at > now and whereabouts(one, attendances) & new
        for key in people_of(one.meeting, attendances)
    }
