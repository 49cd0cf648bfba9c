"""The day runs late, or catches up: all later slots move in one act, with the sessions after them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed
from matchmaking.events.models import Event, Slot
from matchmaking.extensions import db
from matchmaking.meetings import queries
from matchmaking.meetings.lifecycle import Cause
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.operations.decisions import record, refuse_stale, take
from matchmaking.meetings.operations.versions import publish_changes

LONGEST = timedelta(hours=6)


def shift(
    event: Event, first: Slot, minutes: int, *, shown_number: int | None, actor: User, now: datetime
) -> Schedule | None:
    """Move `first` and all later slots of its day by `minutes`, and the sessions after them; both sides of each later
    meeting are told the new times. Shifting by the same minutes with the other sign takes it back.

    Raises NotAllowed where a slot has begun, would begin in the past or before the one ahead of it ends, or where
    the day would run into the next. Returns the new version; None where nothing is published yet.
    """
    published = take(event, actor=actor)
    refuse_stale(event, published, shown_number=shown_number, now=now)
    by, day = timedelta(minutes=minutes), first.starts_at.date()
    slots = [one for one in event.slots if one.position >= first.position and one.starts_at.date() == day]
    _refuse_impossible(event, slots, by, now=now)
    _shift_sessions(event, first.starts_at, by)
    if event.ends_at.date() == day:
        event.ends_at += by
    for slot in slots:
        slot.starts_at, slot.ends_at = slot.starts_at + by, slot.ends_at + by
    db.session.flush()
    record("shifted", event, actor=actor, now=now, position=first.position, minutes=minutes)
    _retime_draft(event)
    if published is None:
        return None
    return publish_changes(event, {}, cause=Cause.SHIFT, actor=actor, now=now)


def _refuse_impossible(event: Event, slots: Sequence[Slot], by: timedelta, *, now: datetime) -> None:
    first, last = slots[0], slots[-1]
    if not by or abs(by) > LONGEST:
        raise NotAllowed(_("Shift by one minute at least and by six hours at most."))
    if first.starts_at <= now:
        raise NotAllowed(_("This slot has begun. Shift from a later one on."))
    if first.starts_at + by <= now:
        raise NotAllowed(_("The first slot would begin in the past. Shift by fewer minutes."))
    if any(one.ends_at > first.starts_at + by for one in event.slots if one.position < first.position):
        raise NotAllowed(_("The first slot would begin before the one ahead of it ends. Shift by fewer minutes."))
    if (last.ends_at + by).date() != last.ends_at.date():
        raise NotAllowed(_("The last slot would run past midnight. Shift by fewer minutes."))


def _shift_sessions(event: Event, start: datetime, by: timedelta) -> None:
    """What begins with the first slot or later that day moves; the session that it is in the middle of lasts longer,
    or less long."""
    for session in event.sessions:
        if session.starts_at.date() != start.date():
            continue
        if session.starts_at >= start:
            session.starts_at, session.ends_at = session.starts_at + by, session.ends_at + by
        elif session.ends_at > start and session.ends_at + by > session.starts_at:
            session.ends_at += by


def _retime_draft(event: Event) -> None:
    """A draft keeps its places; they have the slots' new times."""
    for one in queries.list_placements(queries.find_draft(event)):
        one.starts_at, one.ends_at = one.slot.starts_at, one.slot.ends_at
    db.session.flush()
