"""What organizers read about a schedule, put together for its templates. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.events.models import Event, Slot
from matchmaking.introductions.models import Introduction
from matchmaking.meetings import notifications, policy, queries, wording
from matchmaking.meetings.conflicts import Place, Places, by_slot, find_conflicts, free_places, is_over
from matchmaking.meetings.differences import Change, Difference, changed, compare, count
from matchmaking.meetings.figures import Share, shares
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule, ScheduleNotice
from matchmaking.meetings.people import Attendances, Receiver, people_of


@dataclass(frozen=True)
class Cell:
    """One meeting in the grid."""

    placement: Placement
    names: str
    where: str
    provisional: bool
    conflicts: str  # what speaks against it standing there by now


@dataclass(frozen=True)
class Row:
    """One slot with its meetings, by table."""

    slot: Slot
    cells: Sequence[Cell]
    free_tables: int
    over: bool


@dataclass(frozen=True)
class Left:
    """An introduction without a place: why, and where there would be room without moving anybody."""

    introduction: Introduction
    names: str
    reason: str
    room: str | None


@dataclass(frozen=True)
class Call:
    """Somebody whom no letter reaches, and what they have now."""

    notice: ScheduleNotice
    receiver: Receiver
    lines: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class SchedulePage:
    """A draft, or while there is none or it is computed, the version that holds: an empty draft would cancel all."""

    event: Event
    shown: Schedule | None
    published: Schedule | None
    draft: Schedule | None
    rows: Sequence[Row]
    left: Sequence[Left]
    shares: Sequence[Share]
    differences: Sequence[Difference]  # of the draft to what holds, without those that stay
    summary: str
    told: int  # how many people a publication would tell
    calls: Sequence[Call]
    cancelled: Sequence[Meeting]
    restorable: frozenset[int]
    versions: Sequence[Schedule]
    can_publish: bool

    @property
    def is_computing(self) -> bool:
        """Whether the worker has not finished the draft."""
        return self.draft is not None and self.draft.computed_at is None

    @property
    def number(self) -> int:
        """The version that holds, 0 before the first."""
        return (self.published.number or 0) if self.published else 0

    @property
    def placed(self) -> int:
        """How many meetings are shown."""
        return sum(len(row.cells) for row in self.rows)

    @property
    def conflicts(self) -> Sequence[Cell]:
        """Meetings that cannot stay as they are."""
        return [cell for row in self.rows for cell in row.cells if cell.conflicts]

    @property
    def coming(self) -> Sequence[Row]:
        """The slots from which on the day can be shifted."""
        return [row for row in self.rows if not row.over]


def schedule_page(event: Event, viewer: User, *, now: datetime) -> SchedulePage:
    """Everything about an event's schedule."""
    draft, published = queries.find_draft(event), queries.find_published(event)
    ready = draft if draft is not None and draft.computed_at is not None else None
    shown, attendances = ready or published, queries.attendances_of(event)
    before = queries.list_placements(published)
    placements = queries.list_placements(ready) if ready else before
    differences = compare(before, placements, attendances) if ready else []
    cancelled = queries.list_cancelled(event)
    return SchedulePage(
        event=event,
        shown=shown,
        published=published,
        draft=draft,
        rows=_rows(event, placements, attendances, now=now),
        left=_left(event, shown, placements, attendances, now=now),
        shares=shares(event, placements, attendances),
        differences=changed(differences),
        summary=wording.summary(count(differences)),
        told=len(_concerned(differences, attendances)),
        calls=_calls(event, before, attendances),
        cancelled=cancelled,
        restorable=frozenset(one.id for one in cancelled if policy.can_restore(viewer, one)),
        versions=queries.list_versions(event),
        can_publish=draft is not None
        and policy.can_publish(viewer, draft, published_number=published.number if published else None),
    )


@dataclass(frozen=True, kw_only=True)
class VersionPage:
    """One published version: what it changed, and who was told."""

    version: Schedule
    before: Schedule | None
    rows: Sequence[Row]
    differences: Sequence[Difference]
    summary: str
    notices: Sequence[tuple[str, ScheduleNotice]]


def version_page(event: Event, number: int, *, now: datetime) -> VersionPage:
    """A version as it was published; raises NotFound."""
    version = queries.get_version(event, number)
    before, placements = queries.find_version_before(version), queries.list_placements(version)
    differences = compare(queries.list_placements(before), placements, queries.attendances_of(event))
    told = [one for one in queries.list_notices(event) if one.schedule_id == version.id]
    return VersionPage(
        version=version,
        before=before,
        rows=_rows(event, placements, None, now=now),
        differences=changed(differences),
        summary=wording.summary(count(differences)),
        notices=[(Receiver(notice.user, notice.profile).name, notice) for notice in told],
    )


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """One introduction in the draft or in what holds: where it stands, and where it could."""

    introduction: Introduction
    meeting: Meeting | None
    standing: Placement | None
    names: str
    free: Sequence[Place]  # another place: the first table of each slot in which both and a table are free

    @property
    def can_cancel(self) -> bool:
        """Whether it stands somewhere."""
        return self.standing is not None


def meeting_page(schedule: Schedule, introduction: Introduction, *, now: datetime) -> MeetingPage:
    """An introduction as a version has it."""
    event = schedule.event
    meeting = queries.meetings_by_introduction(event).get(introduction.id)
    placements = queries.list_placements(schedule)
    standing = {one.meeting: Place.of(one) for one in placements}
    room = free_places(meeting or _unsaved(introduction), event, standing, queries.attendances_of(event), now=now)
    first: dict[int, Place] = {}
    here = standing.get(meeting) if meeting else None
    for place in room:
        if not place.is_same(here):
            first.setdefault(place.slot.id, place)
    return MeetingPage(
        introduction=introduction,
        meeting=meeting,
        standing=next((one for one in placements if one.meeting is meeting), None) if meeting else None,
        names=f"{introduction.ml_profile.name} · {introduction.dz_profile.name}",
        free=list(first.values()),
    )


def _rows(
    event: Event, placements: Sequence[Placement], attendances: Attendances | None, *, now: datetime
) -> list[Row]:
    standing = {one.meeting: Place.of(one) for one in placements}
    grouped = by_slot(standing)
    found = []
    for slot in event.slots:
        here = sorted((one for one in placements if one.slot_id == slot.id), key=_by_table)
        cells = [_cell(one, grouped[slot.id], attendances, now=now) for one in here]
        used = sum(one.table_id is not None for one in here)
        found.append(Row(slot, cells, len(event.tables) - used, is_over(slot, now)))
    return found


def _by_table(placement: Placement) -> tuple[bool, int, int]:
    return placement.table is None, placement.table.number if placement.table else 0, placement.id


def _cell(placement: Placement, others: Places, attendances: Attendances | None, *, now: datetime) -> Cell:
    meeting, conflicts = placement.meeting, ""
    if attendances is not None and not is_over(placement.slot, now):
        conflicts = wording.conflicts(find_conflicts(meeting, Place.of(placement), others, attendances))
    return Cell(
        placement, wording.names(meeting), wording.table_words(placement), policy.is_provisional(meeting), conflicts
    )


def _left(
    event: Event,
    shown: Schedule | None,
    placements: Sequence[Placement],
    attendances: Attendances,
    *,
    now: datetime,
) -> list[Left]:
    """Every introduction that belongs in the schedule and is not in it; what somebody cancelled stands elsewhere."""
    reasons = {one.introduction_id: str(wording.UNPLACED[one.reason]) for one in queries.list_unplaced(shown)}
    standing = {one.meeting: Place.of(one) for one in placements}
    placed = {one.meeting.introduction_id for one in placements}
    meetings = queries.meetings_by_introduction(event)
    found = []
    for introduction in queries.list_to_place(event, now):
        meeting = meetings.get(introduction.id)
        if introduction.id in placed or (meeting and meeting.status is MeetingStatus.CANCELLED):
            continue
        room = next(free_places(meeting or _unsaved(introduction), event, standing, attendances, now=now), None)
        found.append(
            Left(
                introduction,
                f"{introduction.ml_profile.name} · {introduction.dz_profile.name}",
                reasons.get(introduction.id, ""),
                wording.when_text(room.slot) if room and shown is not None else None,
            )
        )
    return found


def _unsaved(introduction: Introduction) -> Meeting:
    """What its meeting would be; nothing is written."""
    return Meeting(sides=[MeetingSide(profile_id=side.profile_id, profile=side.profile) for side in introduction.sides])


def _concerned(differences: Sequence[Difference], attendances: Attendances) -> set[int]:
    return {
        key for one in differences if one.change is not Change.UNCHANGED for key in people_of(one.meeting, attendances)
    }


def _calls(event: Event, placements: Sequence[Placement], attendances: Attendances) -> list[Call]:
    found = []
    for notice in filter(notifications.must_be_called, queries.list_notices(event)):
        receiver = Receiver(notice.user, notice.profile)
        lines = [
            f"{wording.when_text(one)} · {wording.table_words(one)} · {wording.names(one.meeting)}"
            for one in placements
            if receiver.key in people_of(one.meeting, attendances)
        ]
        found.append(Call(notice, receiver, lines))
    return found
