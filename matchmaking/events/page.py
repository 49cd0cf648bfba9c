"""What pages show of an event, put together for their templates. Decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.accounts.models import User
from matchmaking.events import policy, queries, times
from matchmaking.events.door import person_name
from matchmaking.events.models import Attendance, Event, EventSession, Mode, SessionKind, Slot
from matchmaking.events.wording import MODE_ICONS, MODES
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True)
class Day:
    """One day of the programme."""

    name: str
    sessions: Sequence[EventSession]


@dataclass(frozen=True)
class SlotGroup:
    """The slots of one session."""

    title: str
    slots: Sequence[Slot]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Whether and how an organisation takes part, as a tag."""

    tone: str  # ok, wait or calm
    words: str
    icon: str | None


@dataclass(frozen=True, kw_only=True)
class AttendanceRow:
    """An organisation that takes part, for organizers."""

    attendance: Attendance
    person: str
    mode: str
    icon: str
    free: str  # « 14 of 16 slots »


@dataclass(frozen=True, kw_only=True)
class OwnRow:
    """One of the reader's organisations, and what it has said."""

    profile: Profile
    standing: Standing
    person: str | None
    free: str | None
    can_answer: bool
    answered: bool


def programme(event: Event) -> list[Day]:
    """The sessions by day, by Bamako's calendar."""
    days = groupby(event.sessions, key=lambda session: session.starts_at.astimezone(times.BAMAKO).date())
    found = [list(sessions) for _date, sessions in days]
    return [Day(times.day(sessions[0].starts_at), sessions) for sessions in found]


def slot_groups(event: Event) -> list[SlotGroup]:
    """The slots by the session they lie in; after a shift of the day, some may lie in none."""
    groups = groupby(event.slots, key=lambda slot: _title(event, slot))
    return [SlotGroup(title, list(slots)) for title, slots in groups]


def standing(attendance: Attendance | None) -> Standing:
    """Whether and how an organisation takes part; None where it has said nothing."""
    if attendance is None:
        return Standing(tone="wait", words=str(_("Not answered yet")), icon=None)
    if attendance.cancelled_at is not None:
        return Standing(tone="calm", words=str(_("Not coming")), icon="x")
    return Standing(tone="ok", words=str(MODES[attendance.mode]), icon=MODE_ICONS[attendance.mode])


def free_words(attendance: Attendance, total: int) -> str:
    """« free in all 16 slots », « free in 3 of 16 slots »."""
    free = total - len(attendance.busy)
    if not total:
        return ""
    if free == total:
        return str(ngettext("free in %(num)s slot", "free in all %(num)s slots", total))
    return str(_("free in %(free)s of %(total)s slots", free=free, total=total))


def attendance_rows(event: Event, *, country: Country | None, mode: Mode | None) -> list[AttendanceRow]:
    """Who takes part, by name; narrowed to a shore or a way to take part."""
    total = len(event.slots)
    return [
        AttendanceRow(
            attendance=one,
            person=person_name(one),
            mode=str(MODES[one.mode]),
            icon=MODE_ICONS[one.mode],
            free=free_words(one, total),
        )
        for one in queries.list_attending(event)
        if country in (None, one.profile.country) and mode in (None, one.mode)
    ]


def count_attending(event: Event) -> Mapping[tuple[Country, Mode], int]:
    """How many organisations of each shore take part in each way."""
    return Counter((one.profile.country, one.mode) for one in queries.list_attending(event))


def own_rows(event: Event, user: User, *, now: datetime) -> list[OwnRow]:
    """What the reader's own organisations have said, and nobody else's."""
    total = len(event.slots)
    rows = []
    for profile in queries.list_own(user):
        attendance = queries.find_attendance(event, profile)
        coming = attendance is not None and attendance.cancelled_at is None
        rows.append(
            OwnRow(
                profile=profile,
                standing=standing(attendance),
                person=person_name(attendance) if attendance and coming else None,
                free=free_words(attendance, total) if attendance and coming else None,
                can_answer=policy.can_answer(user, profile, event, now=now),
                answered=attendance is not None,
            )
        )
    return rows


def _title(event: Event, slot: Slot) -> str:
    for session in event.sessions:
        if session.kind is SessionKind.MEETINGS and session.starts_at <= slot.starts_at < session.ends_at:
            return session.title
    return str(_("Meetings"))
