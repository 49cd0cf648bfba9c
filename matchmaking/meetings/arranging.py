"""Rows to the solver and back: the only file that knows both. `read` looks at the database, `choose` does not, so the
worker computes without a transaction. No page imports it: the solver brings scipy along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from matchmaking.events.models import Event, Mode
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.meetings import queries
from matchmaking.meetings.conflicts import is_over
from matchmaking.meetings.figures import course_of
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingStatus, Unplaced
from matchmaking.meetings.models import Meeting, Placement, Schedule
from matchmaking.meetings.people import Attendances, is_on_site, receiver_of
from matchmaking.meetings.solver import Day, Spot, Wanted, arrange, repair

ACCEPTED, PROVISIONAL = 100, 40  # a meeting that both want comes before one that waits for an answer
SECONDS = 20.0


@dataclass(frozen=True)
class Material:
    """What a draft is computed from."""

    day: Day
    wanted: Sequence[Wanted]
    repairs: bool
    fixed: dict[int, Spot] = field(default_factory=dict)  # what is over or under way stays
    unplaced: dict[int, Unplaced] = field(default_factory=dict)  # known without computing


@dataclass(frozen=True)
class Result:
    """A place for introductions by their ids, and why the others have none."""

    placed: dict[int, tuple[int, int | None]]
    unplaced: dict[int, Unplaced]


def read(draft: Schedule, *, now: datetime) -> Material:
    """Everything the solver must know, at this moment."""
    event = draft.event
    attendances = queries.attendances_of(event)
    published = {one.meeting.introduction_id: one for one in queries.list_placements(queries.find_published(event))}
    drafted = {one.meeting.introduction_id: one for one in queries.list_placements(draft)}
    fixed = {key: _spot(one) for key, one in published.items() if is_over(one.slot, now)}
    introductions = [one for one in _candidates(event, now) if one.id not in fixed]
    alone = {one.id for one in introductions if len(_people(one, attendances)) == 1}
    return Material(
        day=_day(event, attendances, fixed, now=now),
        wanted=[
            _wanted(one, attendances, published.get(one.id), drafted.get(one.id), repairs=draft.cause is Cause.REPAIR)
            for one in introductions
            if one.id not in alone
        ],
        repairs=draft.cause is Cause.REPAIR,
        fixed=fixed,
        unplaced=dict.fromkeys(sorted(alone), Unplaced.SAME_PERSON),
    )


def choose(material: Material, *, seconds: float = SECONDS) -> Result:
    """The best schedule found in the time."""
    found = (repair if material.repairs else arrange)(material.day, material.wanted, seconds=seconds)
    placed = {key: (spot.slot, spot.table) for key, spot in {**found.placed, **material.fixed}.items()}
    reasons = {key: Unplaced(reason.value) for key, reason in found.unplaced.items()}
    return Result(placed, reasons | material.unplaced)


def _candidates(event: Event, now: datetime) -> list[Introduction]:
    """Those that belong in the schedule, without what somebody cancelled on purpose."""
    meetings = queries.meetings_by_introduction(event)
    return [one for one in queries.list_to_place(event, now) if not _is_cancelled(one, meetings)]


def _is_cancelled(introduction: Introduction, meetings: dict[int, Meeting]) -> bool:
    meeting = meetings.get(introduction.id)
    if meeting is None or meeting.status is not MeetingStatus.CANCELLED:
        return False
    return meeting.cancel_reason in (CancelReason.ORGANIZER, CancelReason.SIDE, CancelReason.REFUSED)


def _wanted(
    introduction: Introduction,
    attendances: Attendances,
    published: Placement | None,
    drafted: Placement | None,
    *,
    repairs: bool,
) -> Wanted:
    locked = drafted is not None and drafted.locked
    standing = drafted if locked else (published if repairs else None)
    first, second = (receiver_of(side.profile, attendances).key for side in introduction.sides)
    return Wanted(
        key=introduction.id,
        people=(first, second),
        needs_table=any(is_on_site(side.profile, attendances) for side in introduction.sides),
        weight=ACCEPTED if introduction.status is IntroductionStatus.ACCEPTED else PROVISIONAL,
        current=_spot(standing) if standing else None,
        locked=locked,
    )


def _people(introduction: Introduction, attendances: Attendances) -> set[int]:
    return {receiver_of(side.profile, attendances).key for side in introduction.sides}


def _day(event: Event, attendances: Attendances, fixed: dict[int, Spot], *, now: datetime) -> Day:
    coming, course = [one for one in attendances.values() if one.cancelled_at is None], course_of(event)
    closed = {slot.id for slot in event.slots if is_over(slot, now)}
    return Day(
        slots=course,
        tables=tuple(table.id for table in event.tables),
        busy=attendances.busy,
        online=frozenset(receiver_of(one.profile, attendances).key for one in coming if one.mode is Mode.ONLINE),
        taken=frozenset(fixed.values()),
        closed=frozenset(closed | {slot for slot in chain.from_iterable(course) if slot < 0}),
    )


def _spot(placement: Placement) -> Spot:
    return Spot(placement.slot_id, placement.table_id)
